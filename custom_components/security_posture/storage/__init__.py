"""State kept in Home Assistant's private storage."""
