"""The door: one verb, one file; parses, calls, prints."""
