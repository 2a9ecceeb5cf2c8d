"""What the device triggers and conditions share."""
