"""django-helpdesk, the peer that any machine can run beside us, measured by the same client."""
