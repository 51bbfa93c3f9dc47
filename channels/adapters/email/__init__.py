"""E-mail: read, recognised, threaded, composed, fetched over IMAP and sent over SMTP."""
