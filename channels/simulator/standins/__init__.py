"""Stand-ins for the providers, one module a channel, registered by being there; the contract is in standin.py."""
