"""What customers are worth, which segments they belong to, and where their journeys broke."""
