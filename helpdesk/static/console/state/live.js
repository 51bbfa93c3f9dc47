// What the socket says besides tickets: the connection, who looks and types where, the last event heard.

const REMEMBERED = 1000;

export function reduceLive(state, action) {
  switch (action.type) {
    case "event_arrived":
      return {
        ...state,
        seen: [...state.seen, action.event.id].slice(-REMEMBERED),
        lastEventId: Math.max(state.lastEventId ?? 0, action.event.id),
      };
    case "connected":
      return { ...state, connection: "online", offlineSince: null };
    case "caught_up":
      return { ...state, lastEventId: Math.max(state.lastEventId ?? 0, action.id ?? 0) };
    case "connection_lost":
      return { ...state, connection: "offline", offlineSince: state.offlineSince || action.at };
    case "viewing_changed":
      return { ...state, viewing: { ...state.viewing, [action.ticket]: { viewers: action.viewers, customer_typing: action.customer_typing } } };
    case "signed_out":
      return { ...state, signedOut: true };
    case "heard":
      return { ...state, unheard: 0 };
    case "unheard":
      return { ...state, unheard: state.unheard + 1 };
    default:
      return state;
  }
}
