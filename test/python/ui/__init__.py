"""Tests of the card file and of the repair issue."""
