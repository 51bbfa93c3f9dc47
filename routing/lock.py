"""The lock of routing: two decisions at once would each see the same room."""

LOCK = "routing"
