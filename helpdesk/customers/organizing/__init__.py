"""Organisations: companies whose people write to us."""
