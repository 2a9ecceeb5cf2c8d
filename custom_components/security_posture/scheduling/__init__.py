"""When checks run: at intervals, and after events."""
