// The bell, and that something about escalations has changed.

export function reduceDesk(state, action) {
  switch (action.type) {
    case "started":
      return { ...state, bell: { unread: action.start.me.unread ?? 0 } };
    case "bell_told":
      return { ...state, bell: { unread: action.unread } };
    case "escalations_changed":
      return { ...state, escalations: { changes: state.escalations.changes + 1 } };
    default:
      return state;
  }
}
