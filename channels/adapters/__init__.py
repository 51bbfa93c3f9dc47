"""One module or package a channel; each is found by being here."""
