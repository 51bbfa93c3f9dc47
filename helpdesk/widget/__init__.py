"""The chat widget on the customer's side."""
