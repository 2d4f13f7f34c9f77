"""What admins write: the schema, the loader that names every mistake, and the sample."""
