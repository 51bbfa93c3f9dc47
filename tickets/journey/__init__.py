"""The journey of a customer across tickets and channels, and where it broke."""
