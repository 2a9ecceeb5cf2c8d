"""The options of the config entry."""
