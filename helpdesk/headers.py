"""Headers of every answer: a strict Content-Security-Policy, no sniffing, no framing."""

from flask import Flask, Response, request

# Nothing inline and nothing from elsewhere, so a script that slips through somewhere still does not run.
POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data: blob:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "media-src": "'self'",
    "frame-src": "'self'",
    "manifest-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
}
_ALWAYS = {
    "Content-Security-Policy": "; ".join(f"{name} {value}" for name, value in POLICY.items()),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}


def register(app: Flask) -> None:
    """Protect every answer."""
    app.after_request(_protect)


def policy(**changes: str) -> str:
    """The site's policy with some parts said anew, for the few answers that need it: policy(img_src="https:")."""
    parts = POLICY | {name.replace("_", "-"): value for name, value in changes.items()}
    return "; ".join(f"{name} {value}".strip() for name, value in parts.items())


def _protect(response: Response) -> Response:
    said = {name.lower(): value for name, value in response.headers}
    wanted = dict(_ALWAYS)
    if "frame-ancestors 'none'" in said.get("content-security-policy", _ALWAYS["Content-Security-Policy"]):
        wanted["X-Frame-Options"] = "DENY"
    if request.endpoint != "static":
        wanted["Cache-Control"] = "no-store"
    if request.is_secure:
        wanted["Strict-Transport-Security"] = "max-age=31536000"
    for name, value in wanted.items():
        if name.lower() not in said:
            response.headers.add(name, value)
    return response
