"""Privacy: who sees what of a person, what they may ask for, and how they are forgotten."""
