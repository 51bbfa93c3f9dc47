"""The full-text index of articles, in files of each machine's own; all of it can be made anew from the database."""
