"""Surveys over a customer's own channel: asked with buttons where there are some, and an answer tapped or typed there.

Reactions: hastening.hasten (the window shuts), going_on.go_on (the next question, or thanks) · sending.send_due for the
sweep · hearing.hear what arrives · dressing.dressed for what leaves, which is why nothing is imported here.
"""
