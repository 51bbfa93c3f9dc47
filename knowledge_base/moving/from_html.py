"""HTML of other help centres as Markdown: cleaned first, so that nothing of it can be more than text."""

import re

from helpdesk import markup

LONGEST = 1_000_000


def markdown_of(html: str) -> str:
    """The same in Markdown; what Markdown cannot say is left out."""
    from markdownify import markdownify  # with its parser 4 MB, for those who import articles

    text = markdownify(markup.clean(html[:LONGEST]), heading_style="ATX", bullets="-", escape_underscores=False)
    return re.sub(r"\n{3,}", "\n\n", text).strip() + "\n"
