"""Tests of triggers and conditions in automations."""
