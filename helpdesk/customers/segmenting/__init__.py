"""Segments as conditions over all that is known of a customer, made into SQL."""
