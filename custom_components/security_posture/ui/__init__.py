"""What users see besides entities: the card, what loads and shows it, and issues in Repairs."""
