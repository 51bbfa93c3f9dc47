"""Messenger and Instagram at Meta's side: what is posted, and the Send API as strict as it is."""
