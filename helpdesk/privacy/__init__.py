"""Privacy at the edge: what a person asks for, across all parts of the program: their data, or to be forgotten."""
