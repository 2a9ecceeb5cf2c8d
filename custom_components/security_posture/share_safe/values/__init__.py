"""Private values that a strict form or a key tells: hosts, positions, contacts, networks."""
