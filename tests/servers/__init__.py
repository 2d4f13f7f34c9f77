"""Real servers for tests, from wheels: brought up when first asked for, gone with the process that did."""
