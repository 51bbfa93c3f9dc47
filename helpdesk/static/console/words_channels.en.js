// What the console says of channels, in English: ways and their windows, templates, parts, files on their way.

export default {
  "cannot.window": "{channel} allows replies only for a while after the customer’s last message, and that time is over.",
  "cannot.enough": "{channel} takes no further message until the customer writes again.",
  "cannot.stopped": "The customer wants no messages here ({word}).",
  "way.window": "Closed", "way.enough": "Used up", "way.stopped": "Stopped", "way.stopped.said": "opted out", "way.instead": "Answer by {way}",
  "send.left": ["{n} left", "{n} left"], "send.closing": "The time to answer ends soon",
  buttons: "Quick replies", "buttons.title": "Button {n}", "buttons.add": "Add a button",
  "template.choose": "Choose a template", "template.loading": "Looking for templates", "template.title": "Send a template over {channel}", "template.again": "Ask the provider again", "template.send": "Send template",
  "template.none": "No template is approved yet. Add one at the provider, then ask again.", "template.gap": "Gap {n}", "template.head_gap": "Gap {n} in the heading", "template.from_here": "Or a file from this computer", "template.picture_link": "Address of the picture (https://…)", "template.film_link": "Address of the film (https://…)", "template.file_link": "Address of the file (https://…)", "template.preview": "What the customer reads", "template.sent": "Template {name}",
  "part.location": "Location", "part.open_map": "Open map", "part.sticker": "Sticker", "part.contact": "Contact", "part.pressed": "Pressed “{title}”", "part.product": "Product",
  "file.fetching": "Being fetched", "file.not_fetched": "{name} could not be fetched: {reason}", "message.via": "via {way}", "message.reaction": "The customer’s reaction: {emoji}",
  "delivery.arrived": "It did arrive", "identity.stopped": "Stopped", "identity.stopped.more": "Wants no messages here since {date} ({word})",
  "identity.wecom": "WeCom", "identity.whatsapp": "WhatsApp", "identity.telegram": "Telegram", "identity.line": "LINE", "identity.messenger": "Messenger", "identity.instagram": "Instagram",
  "event.consent_stopped": "{who} wants no more messages by {channel} ({word})", "event.consent_given": "{who} wants messages by {channel} again",
  "reason.window_over": "the time to answer here was over", "reason.enough_said": "the channel took no further message", "reason.opted_out": "the customer wants no messages here",
  "trouble.paused": "{names}: the provider is in trouble. Messages wait here and go out by themselves.",
};
