"""Free text to intent: what a message asks for, never what is done about it."""
