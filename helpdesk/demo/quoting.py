"""What somebody wrote themselves, without the mail they quote below it."""


def without_quote(text: str) -> str | None:
    """The text above a quoted mail; None when nothing is quoted at its end."""
    head, forwarded, _ = text.partition("\n\nBegin forwarded message:")
    if forwarded:
        return head
    lines = text.split("\n")
    while lines and (lines[-1].startswith(">") or not lines[-1].strip()):
        lines.pop()
    own = "\n".join(lines)
    return own if own and own != text.rstrip() else None
