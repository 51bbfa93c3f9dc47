"""format=flowed (RFC 3676): lines that were broken for the way are joined again."""


def joined(text: str, delsp: bool = False) -> str:
    """Text with its soft breaks undone; quotes keep their depth, the signature mark its own line."""
    lines: list[list[str]] = []
    open_depth = None
    for line in text.split("\n"):
        depth = len(line) - len(line.lstrip(">"))
        words = line[depth:].removeprefix(" ")
        soft = words.endswith(" ") and words != "-- "
        if not (lines and open_depth == depth and words != "-- "):
            lines.append([">" * depth + (" " if depth and words else "")])
        lines[-1].append(words[:-1] if soft and delsp else words)
        open_depth = depth if soft else None
    return "\n".join(map("".join, lines))
