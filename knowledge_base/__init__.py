"""Knowledge base: articles, their index, and the help centre."""
