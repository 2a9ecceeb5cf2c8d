"""Ways in: the model of what an attacker could do."""
