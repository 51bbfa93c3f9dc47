"""WhatsApp, by Meta's Cloud API."""

from datetime import timedelta

from channels.adapters.whatsapp import arriving, checking, media, options, seeing, sending
from channels.adapters.whatsapp import templates as approved
from channels.channel import Capabilities
from channels.meta import signing, tokens

kind = "whatsapp"
label = {"en": "WhatsApp", "zh": "WhatsApp"}
settings = options.SETTINGS
steps = options.STEPS
capabilities = Capabilities(
    receipts=("sent", "delivered", "read"),
    window=timedelta(hours=24),
    after_window="template",
    max_text=sending.TEXT,
    reaches=("phone",),
    buttons=10,
    largest_file=media.LARGEST,
)
verify = signing.verify
answer = signing.answer
parse = arriving.items_of
send = sending.send
seen = seeing.seen
fetch = media.fetch
check = checking.check
connect = checking.connect
templates = approved.templates
expires_at = tokens.expires_at
