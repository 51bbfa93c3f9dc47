"""Meta's error codes in plain words, and how long to leave it alone."""

TOKEN = "Meta no longer accepts the access token: an admin has to put in a new one"
OLD = "the customer's last message is more than 24 hours old: "
WINDOW = OLD + "only an approved template may be sent now"
SHUT = OLD + "they must write first"

# Of the whole account: everybody waits so many seconds.
PAUSES = {4: 60.0, 32: 60.0, 613: 30.0, 80006: 60.0, 80007: 60.0, 130429: 10.0}
# Of this message or this moment: the usual back-off.
SOON = {1, 2, 1200, 131000, 131016, 131056, 133004}

WORDS = {
    4: "too many calls: Meta asks for a pause",
    10: "the token lacks a permission, or Meta has not approved this use: check the app's permissions",
    33: "this phone number does not exist any more",
    100: "Meta does not understand the request",
    190: TOKEN,
    102: TOKEN,
    0: TOKEN,
    3: "the app is not allowed to do this: check its permissions at Meta",
    200: "the token lacks a permission: give it at Meta and make a new token",
    230: "the token lacks the permission pages_messaging: give it at Meta and make a new token",
    368: "Meta has blocked this account for a while for breaking a policy",
    470: WINDOW,
    551: "this person cannot be reached: they have blocked you, or closed their account",
    10900: "Meta blocks this for now because it was done too often",
    80007: "too many calls: Meta asks for a pause",
    130429: "too many messages at once: Meta asks for a pause",
    130472: "not sent: Meta keeps marketing messages from this customer for a study",
    130497: "Meta does not let this account write to customers in that country",
    131000: "something went wrong at Meta",
    131005: "the token lacks a permission: give it at Meta and make a new token",
    131008: "a value is missing",
    131009: "a value is not right",
    131016: "the service is overloaded",
    131021: "the customer's number is your own",
    131026: "the message cannot be delivered: the number has no WhatsApp, an old one, or has not accepted its terms",
    131030: "this number is not on the list of the test account: add it at Meta, or use a real number",
    131031: "the WhatsApp account is locked: see its page at Meta",
    131037: "the display name of your number is not approved yet",
    131042: "there is trouble with the payment method of the WhatsApp account",
    131045: "your number is not registered rightly",
    131047: WINDOW,
    131048: "Meta limits what this number may send, because too much of it was blocked or reported",
    131049: "not delivered: this customer has had enough marketing messages for now",
    131050: "the customer wants no marketing messages from you",
    131051: "this kind of message is not supported",
    131052: "the file could not be downloaded",
    131053: "the file could not be taken: wrong type or too large",
    131056: "too many messages to this customer in a short time",
    131057: "the WhatsApp account is in maintenance",
    131062: "this kind of message needs the customer's phone number, which WhatsApp does not tell",
    132000: "the number of values does not fit the template",
    132001: "there is no such template in this language, or it is not approved",
    132005: "the template is too long with these values",
    132007: "the template breaks a policy",
    132012: "the values do not fit the template",
    132015: "the template is paused for its low quality",
    132016: "the template was switched off for good for its low quality",
    132068: "the flow of this template is blocked",
    133010: "your number is not registered with the WhatsApp Cloud API",
    133016: "too many attempts to register this number: wait 72 hours",
    135000: "a parameter is not right",
    137000: "the customer's identity has changed",
}

SUBCODES = {
    (10, 2018278): SHUT,
    (10, 2534022): SHUT,
    (10, 2018065): SHUT,
    (10, 2018108): "this person does not take messages from your page now",
    (100, 33): "there is nothing with this id, or the token may not see it",
    (100, 2018001): "there is no such person for this page",
    (100, 2018047): "the file could not be taken: wrong type or too large",
    (100, 2018109): "the file is too large",
    (100, 2534014): "there is no such person for this account",
    (200, 2018028): "the app may not write to the public yet: Meta has to approve it",
    (200, 1545041): "this person cannot be reached: they have blocked you, or closed their account",
    (551, 1545041): "this person cannot be reached: they have blocked you, or closed their account",
}
