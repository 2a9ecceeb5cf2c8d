"""Shared by the triggers and conditions, and by those of the device."""
