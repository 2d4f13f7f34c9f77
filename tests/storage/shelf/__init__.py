"""The shelf: one contract for the process's own and for the shared one, and what becomes of it without Redis."""
