// Calls that go on right now, by the message that shows them. A call that is over is forgotten; a state never goes back.

const ORDER = ["ringing", "talking"];

export function reduceCalls(state, action) {
  switch (action.type) {
    case "calls_loaded":
      return { ...state, calls: Object.fromEntries(action.calls.map((call) => [call.id, { ...call, hidden: state.calls[call.id]?.hidden }])) };
    case "call_told":
      return told(state, action.call);
    case "call_hidden":
      return { ...state, calls: { ...state.calls, [action.id]: { ...state.calls[action.id], hidden: true } } };
    default:
      return state;
  }
}

function told(state, call) {
  const known = state.calls[call.id];
  const { [call.id]: _, ...others } = state.calls;
  if (!ORDER.includes(call.state)) return { ...state, calls: others, callsOver: [...state.callsOver, call.id].slice(-100) };
  if (state.callsOver.includes(call.id)) return state;
  if (known && ORDER.indexOf(call.state) < ORDER.indexOf(known.state)) return state;
  return { ...state, calls: { ...others, [call.id]: { ...call, hidden: known?.hidden } } };
}

/** Calls that ring for us and were not hidden, the oldest first. */
export const ringing = (state) => Object.values(state.calls).filter((call) => call.state === "ringing" && call.direction === "in" && !call.hidden).sort((a, b) => (a.at < b.at ? -1 : 1));

/** The call of mine that is being talked in. */
export const mine = (state) => Object.values(state.calls).find((call) => call.state === "talking" && call.agent_id === state.me?.id);
