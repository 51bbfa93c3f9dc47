"""Tell people: at the desk, by mail, by webhook."""
