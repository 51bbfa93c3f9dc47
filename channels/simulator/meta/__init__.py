"""What the stand-ins of WhatsApp, Messenger and Instagram have in common: Meta's side of webhooks and Graph API."""
