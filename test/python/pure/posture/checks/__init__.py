"""One test module per check."""
