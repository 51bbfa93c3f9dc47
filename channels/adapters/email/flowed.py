"""format=flowed (RFC 3676): lines that were broken for the way are joined again."""


def joined(text: str, delsp: bool = False) -> str:
    """Text with its soft breaks undone; quotes keep their depth, the signature mark its own line."""
    out: list[str] = []
    open_depth = None
    for line in text.split("\n"):
        depth = len(line) - len(line.lstrip(">"))
        words = line[depth:].removeprefix(" ")
        soft = words.endswith(" ") and words != "-- "
        if open_depth == depth and out and words != "-- ":
            out[-1] += words
        else:
            out.append(">" * depth + (" " if depth and words else "") + words)
        open_depth = depth if soft else None
        if soft and delsp:
            out[-1] = out[-1][:-1]
    return "\n".join(out)
