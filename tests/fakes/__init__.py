"""Stand-ins for the outside that the tests share; one can read them."""
