"""What users see besides entities: the card's module and the repair issue."""
