"""The parts common to device triggers and conditions."""
