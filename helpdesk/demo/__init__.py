"""The demo: a small shop with its people, customers and three months of tickets, and its page. See docs/demo.md."""
