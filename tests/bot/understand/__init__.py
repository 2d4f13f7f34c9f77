"""Understanding free text: a test file per stage, rule and property."""
