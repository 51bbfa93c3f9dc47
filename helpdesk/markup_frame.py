"""The document around a mail's HTML in its sandboxed frame: its own policy, its own type, quotes folded."""

import html as entities
import re

TAG = re.compile(r'<(/?)([a-z0-9]+)((?:\s+[^\s=>]+="[^"]*")*)\s*/?>')
VOID = {"br", "img", "hr", "wbr", "col"}
QUOTE = re.compile(r'class="[^"]*\b(?:gmail_quote|yahoo_quoted|protonmail_quote|quote|zmail_extra)\b|type="cite"')
REST = re.compile(r'id="[^"]*\b(?:divRplyFwdMsg|appendonsend|OLK_SRC_BODY_SECTION|isReplyContent)\b')
STYLE = (
    "html{color-scheme:light}body{margin:0;padding:2px;font:14px/1.5 system-ui,sans-serif;color:#1c2024;"
    "background:#fff;overflow-wrap:anywhere}img{max-width:100%;height:auto}table{max-width:100%}"
    "pre{white-space:pre-wrap}blockquote{margin:0 0 0 8px;padding:0 0 0 10px;border-left:2px solid #d0d5dd}"
    "details.folded>summary{display:inline-block;list-style:none;cursor:pointer;padding:0 8px;margin:6px 0;"
    "border-radius:6px;background:#eceef1;color:#4b5563;line-height:16px}"
)


class Shown(str):
    """A document for the sandboxed frame, and how many remote pictures it keeps out."""

    blocked: int = 0


def document(body: str, blocked: int, remote: bool, origin: str) -> Shown:
    """The whole document; it may load nothing but pictures, and those only from where it was told."""
    pictures = " ".join(filter(None, ["data:", origin, "https: http:" if remote else ""]))
    policy = f"default-src 'none'; style-src 'unsafe-inline'; img-src {pictures}; form-action 'none'"
    found = Shown(
        '<!doctype html><html><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{entities.escape(policy)}">'
        '<meta name="referrer" content="no-referrer"><base target="_blank">'
        f"<style>{STYLE}</style></head><body>{folded(body)}</body></html>"
    )
    found.blocked = blocked
    return found


def folded(body: str) -> str:
    """Clean HTML with each outermost quote folded away behind three dots."""
    out, at, depth, until = [], 0, 0, None
    for tag in TAG.finditer(body):
        closing, name, attributes = tag.groups()
        if name in VOID:
            continue
        if closing:
            depth -= 1
            if until is not None and depth < until[0]:
                end = tag.start() if until[1] else tag.end()
                out += [body[at:end], "</details>"]
                at, until = end, None
        else:
            if until is None and (quote := QUOTE.search(attributes) or REST.search(attributes)):
                rest = quote.re is REST
                out += [body[at : tag.start()], '<details class="folded"><summary>···</summary>']
                at, until = tag.start(), (depth if rest else depth + 1, rest)
            depth += 1
    return "".join(out) + body[at:] + ("</details>" if until is not None else "")
