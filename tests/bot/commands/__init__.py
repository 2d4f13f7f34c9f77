"""Every command as conversations over the real app and a real file."""
