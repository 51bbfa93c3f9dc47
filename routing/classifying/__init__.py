"""Classifying: to which queue a ticket's text belongs, learned from the desk's own solved tickets, and how surely.

Import what you need from its files: they carry scikit-learn, which a web process does without.
"""
