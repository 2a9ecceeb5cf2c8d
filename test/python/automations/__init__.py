"""Tests of triggers and conditions, in automations as people make them."""
