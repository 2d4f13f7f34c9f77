"""The simulator channel: a group chat in the browser, for trying everything without any platform."""
