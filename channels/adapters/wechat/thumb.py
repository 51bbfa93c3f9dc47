"""The still that WeChat wants beside every video: we cannot see into one, so it is a plain sign."""

import io
from functools import cache

from PIL import Image, ImageDraw

from channels.channel import File


@cache
def thumb() -> File:
    """A grey picture with a triangle, a few kilobytes (WeChat takes 64)."""
    picture = Image.new("RGB", (320, 240), "#4a4a4a")
    ImageDraw.Draw(picture).polygon([(130, 80), (130, 160), (200, 120)], fill="white")
    written = io.BytesIO()
    picture.save(written, "JPEG", quality=80)
    return File("thumb.jpg", "image/jpeg", data=written.getvalue())
