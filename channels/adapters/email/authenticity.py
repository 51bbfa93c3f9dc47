"""Is the From true? Only what our own mail server wrote at the top of the mail can say so."""

import re

from channels.adapters.email import addresses
from channels.adapters.email.headers import Headers

RESULT = re.compile(r"\s*([\w-]+)\s*(?:/\s*\d+\s*)?=\s*([\w-]+)(.*)", re.S)
PROPERTY = re.compile(r"\b(header|smtp|policy)\s*\.\s*([\w-]+)\s*=\s*(\"[^\"]*\"|[^\s;]+)", re.I)
LONGEST = 10_000


def aligned(headers: Headers, authserv_id: str) -> bool | None:
    """True: the sender's domain vouches for this mail. False: it is known to be forged. None: nobody says.

    `authserv_id` is the name our mail server gives itself. Only the topmost field counts: those below it may have
    come with the mail, from whoever wrote it.
    """
    domain = _only_domain(headers)
    top = headers.get("authentication-results")
    if not authserv_id or not domain or not top:
        return None
    name, results = _parts(top)
    if name.lower() != authserv_id.strip().lower():
        return None
    return _verdict(results, domain)


def _only_domain(headers: Headers) -> str | None:
    """The From's domain, if there is one From with one address; with two, DMARC says nothing of either."""
    values = [value for key, value in headers.fields if key == "from"]
    pairs = addresses.pairs(values[0]) if len(values) == 1 else []
    return pairs[0][1].rpartition("@")[2].lower().rstrip(".") if len(pairs) == 1 else None


def _parts(value: str) -> tuple[str, list[tuple[str, str, dict[str, str]]]]:
    """Who speaks, and (method, result, properties) of each thing that was checked."""
    first, *rest = _split(_without_comments(value[:LONGEST]))
    results = []
    for part in rest:
        if found := RESULT.match(part):
            said = {f"{kind}.{name}".lower(): value.strip('"').lower() for kind, name, value in PROPERTY.findall(part)}
            results.append((found[1].lower(), found[2].lower(), said))
    return (first.split() or [""])[0].strip('"'), results


def _without_comments(value: str) -> str:
    out, depth, quoted = [], 0, False
    for char in value:
        quoted = quoted != (char == '"' and not depth)
        if char == "(" and not quoted:
            depth += 1
        elif char == ")" and depth and not quoted:
            depth -= 1
        elif not depth:
            out.append(char)
    return "".join(out)


def _split(value: str) -> list[str]:
    """Parts between semicolons; one inside quotes, as in an address made to deceive, does not count."""
    return [part for part in re.findall(r'((?:"[^"]*"?|[^;"])*)(?:;|$)', value) if part.strip()] or [""]


def _verdict(results: list, domain: str) -> bool | None:
    dmarc = [(result, said) for method, result, said in results if method == "dmarc"]
    if any(result == "fail" for result, _ in dmarc):
        return False
    if dmarc and all(result == "pass" and said.get("header.from", domain) == domain for result, said in dmarc):
        return True
    if any(_vouches(method, result, said, domain) for method, result, said in results):
        return True
    return False if any((method, result) == ("spf", "fail") for method, result, _ in results) else None


def _vouches(method: str, result: str, said: dict[str, str], domain: str) -> bool:
    """Signed or sent by the From's own domain: what DMARC calls aligned, where no policy is published."""
    if result != "pass" or method not in ("dkim", "spf"):
        return False
    names = ("header.d", "header.i") if method == "dkim" else ("smtp.mailfrom", "smtp.from")
    spoken = next((said[name] for name in names if name in said), "")
    return _same_house(spoken.rpartition("@")[2].rstrip("."), domain)


def _same_house(one: str, other: str) -> bool:
    """Equal, or one below the other; two neighbours under a third may be strangers to each other."""
    if "." not in one or "." not in other:
        return False
    return one == other or one.endswith("." + other) or other.endswith("." + one)
