"""What admins write, read by the real loader from real folders."""
