"""The REST API, one resource a file."""
