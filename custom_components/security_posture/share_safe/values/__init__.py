"""Find private values by their form or key: hosts, positions, contacts, networks."""
