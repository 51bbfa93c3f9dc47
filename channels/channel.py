"""The whole contract between the helpdesk and a channel. An adapter is one module in channels/adapters.

It says `kind`, `label` ({"en": …, "zh": …}), `settings`, `capabilities`, and has these functions; all but `send` and
`poll` are pure, none touches the database:

- `verify(request: Request, settings: dict) -> bool`: is this really the provider? Constant time, over the raw body.
- `parse(request: Request, settings: dict) -> list`: what it says, as Inbound, Receipt, Edit, Reaction, Consent, Call,
  Memory, Pull, channels.renamed.Renamed, channels.up_to.UpTo or Broken (one item of a batch that cannot be read: the
  others are taken in). ValueError if nothing can be made of it; the raw request is then kept as a dead letter. Read
  JSON and XML by channels.reading, whose Malformed (deep, broken, DOCTYPE) is answered 400 and keeps nothing.
- `once(request: Request, settings: dict) -> str | None`: where the signature does not cover the body, what it does
  cover (time and nonce): another body under the same is refused like a bad signature. Optional.
- `account(settings: dict) -> channels.access_tokens.Account`: whose access token is renewed before it ends. Optional.
- `answer(request: Request, settings: dict) -> tuple[int, str, str] | None`: what the provider wants to hear instead of
  an empty 200 (status, content type, body); a handshake (GET) is answered here too. Optional.
- `send(outbound: Outbound, settings: dict) -> Sent`: hand one message to the provider, within 60 s. Raises Later
  (nothing was sent), Refused or Unsure; any other error counts as Unsure. Where one answer takes several calls, each
  that succeeded is told to `outbound.took(progress)`; the next try finds it in `outbound.progress` and goes on there.
- `poll(inbox)`: fetch what has come, give each to channels.arrive, only then tell the provider. Optional.
- `poll_seconds: int`: how often it is asked unasked for, instead of every minute. Optional.
- `who(settings: dict, address: str) -> Inbound`: who this customer is (`name`, `also_proves`), where messages do not
  say it; asked by a job when a ticket of theirs is opened. Raises Later or Refused. Optional.
- `seen(settings: dict, envelope: dict) -> None`: the team has read the message of this envelope; tell the provider,
  which shows it to the customer. Raises Later, Refused or Unsure. Optional.
- `listen(inbox, stop: threading.Event)`: keep a connection and take in what comes at once, until `stop` is set or the
  connection breaks (raise, or return: it is called again). Optional; `poll` then comes only now and then.
- `check(settings: dict) -> list[tuple[str, str] | str]`: try the connection and say what is wrong with these settings,
  in plain words, as (English, Chinese). Optional.
- `connect(settings: dict, webhook: str) -> None`: tell the provider where to post to, for those that have an API for
  it; called before `check` when an admin tests the inbox. Refused says what is wrong. Optional.
- `steps: list[tuple[str, str]]`: what to do on the provider's side to connect it, a line each, as (English, Chinese);
  `{webhook}` stands for our address and `{setting_name}` for the value of a setting that is no secret. Optional.
- `fetch(settings: dict, **how) -> File`: the bytes of a file that a message only named (`File.fetch`), done by a job
  after the message is stored; through channels.fetching, never by a bare request. Optional.
- `templates(settings: dict) -> list[dict]`: the templates: {"name", "language", "status", "header", "body", "footer"
  with gaps {{1}} or {{name}}, "names": what each value is called, in the order of the values}. Optional.
- `dial(settings, *, to, phone, extension, agent, hook) -> (call_id | None, address | None)`: call `to` for an agent who
  is reached at `phone`; an address ("tel:…") is opened on the agent's own device. Raises Refused, Later or Unsure.
  `dials_from_agent(settings) -> bool`: whether the agent's own telephone is rung first. Both optional.
- `rings(settings: dict) -> list[str]`: at which telephones every call rings, where the adapter itself says so.
  Optional.
- `leaves_through(inbox) -> Inbox | None`: another inbox that answers leave by (a form: an e-mail inbox). Optional.
- `window(settings: dict) -> timedelta | None`: the reply window where it depends on the settings; otherwise it is
  `capabilities.window`. Optional.
- `expires_at(settings: dict) -> datetime | None`: when the provider's token ends, where that is known. Optional.
"""

from channels.items import Broken, Call, Consent, Edit, File, Inbound, Memory, Pull, Reaction, Receipt, Request
from channels.leaving import Later, Outbound, Refused, Sent, Stopped, Unsure
from channels.setting import Capabilities, Setting

__all__ = [
    "Broken",
    "Call",
    "Capabilities",
    "Consent",
    "Edit",
    "File",
    "Inbound",
    "Later",
    "Memory",
    "Outbound",
    "Pull",
    "Reaction",
    "Receipt",
    "Refused",
    "Request",
    "Sent",
    "Setting",
    "Stopped",
    "Unsure",
]
