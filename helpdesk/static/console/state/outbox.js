// What was written here and the server has not confirmed: shown at once, kept until it is. And drafts.
// An entry: {client_id, ticket_id, kind, text, attachments, body, at, state: sending | waiting | refused, error}.

const BLANK = { text: "", attachments: [] };

export function reduceOutbox(state, action) {
  switch (action.type) {
    case "written":
      return withEntry(state, action.entry.client_id, { ...action.entry, state: "sending", error: null });
    case "entry_changed":
      return state.outbox[action.client_id] ? withEntry(state, action.client_id, action.changes) : state;
    case "entry_gone":
      return without(state, action.client_id);
    case "message_changed":
      return without(state, action.message.client_id);
    case "event_arrived":
      return without(state, action.event.message?.client_id);
    case "thread_loaded":
      return action.loaded.messages.reduce((now, message) => without(now, message.client_id), state);
    case "draft_changed":
      return withDraft(state, action.ticket, { [action.kind]: { ...BLANK, ...draftOf(state, action.ticket)[action.kind], ...action.changes } });
    case "tab_chosen":
      return withDraft(state, action.ticket, { tab: action.tab });
    case "draft_about":
      return withDraft(state, action.ticket, action.changes);
    case "meanwhile":
      return withDraft(state, action.ticket, { meanwhile: action.message });
    default:
      return state;
  }
}

export function draftOf(state, ticket) {
  return state.drafts[ticket] || { reply: BLANK, note: BLANK, tab: "reply", meanwhile: null };
}

function withDraft(state, ticket, changes) {
  return { ...state, drafts: { ...state.drafts, [ticket]: { ...draftOf(state, ticket), ...changes } } };
}

function withEntry(state, id, changes) {
  return { ...state, outbox: { ...state.outbox, [id]: { ...state.outbox[id], ...changes } } };
}

function without(state, id) {
  if (!id || !state.outbox[id]) return state;
  const { [id]: gone, ...outbox } = state.outbox;
  return { ...state, outbox };
}
