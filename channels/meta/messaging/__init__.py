"""What Messenger and Instagram share: the same events, the same Send API, other names and limits."""
