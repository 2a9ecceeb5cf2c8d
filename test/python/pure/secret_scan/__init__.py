"""The finder of literal secrets."""
