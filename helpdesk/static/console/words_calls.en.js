// What the console says of phone calls, in English.

export default {
  "call.incoming": "Incoming call", "call.outgoing": "Outgoing call", "call.missed": "Missed call", "call.voicemail": "Voicemail", "call.no_answer": "No answer", "call.busy": "Busy",
  "call.cancelled": "Cancelled before anybody picked up", "call.failed": "Could not be connected", "call.ringing": "Ringing", "call.talking": "Talking", "call.with": "with {name}", "call.by": "by {name}",
  "call.back": "Call back", "call.number": "Call {number}", "call.calling": "Your telephone rings first, then {name} is called.", "call.opened": "Your device dials {name}.",
  "call.withheld": "Withheld number", "call.region": "Calls", "call.answer": "Take it", "call.open": "Open ticket", "call.dismiss": "Hide this call", "call.said": "Incoming call from {name}",
  "call.first": "First contact", "call.last": "Last tickets", "call.rings_at": "Rings at {name}", "call.rings_here": "Rings at your telephone", "call.took": "{name} has picked up", "call.missed_now": "Missed call from {name}",
  "call.take_key": "Take the incoming call’s ticket", "identity.line": "Internal line", "identity.withheld": "Withheld number",
};
