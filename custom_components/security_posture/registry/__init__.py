"""How the entities and their device are registered with Home Assistant."""
