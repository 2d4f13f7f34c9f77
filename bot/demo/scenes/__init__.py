"""The days in scenes, one file each, in the order of the clock."""
