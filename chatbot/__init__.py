"""The bot: answers when it is sure, steps aside when it is not."""
