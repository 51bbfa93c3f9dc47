"""Organizations: companies whose people write to us."""
