"""Value and stage: what a customer is to the company, by what they bought."""
