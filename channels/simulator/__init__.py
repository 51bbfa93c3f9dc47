"""The simulator: a customer's phone for every channel, and stand-ins for the providers behind it."""
