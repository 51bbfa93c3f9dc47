// What the console knows before it has heard anything.

export function emptyState() {
  return {
    me: null,
    csrf: "",
    agents: {},
    teams: {},
    inboxes: {},
    views: [],
    tags: [],
    fields: [],
    counts: {},
    rows: {}, // ticket id → Row, the newest version heard of
    lists: {}, // list key → {ids, next, arrivals, frozen, state}
    threads: {}, // ticket id → {ticket, customer, messages, events, before, recent, state}
    viewing: {}, // ticket id → {viewers, customer_typing}
    calls: {}, // message id → a call that goes on right now
    callsOver: [], // the last that ended: what is told late of them is no news
    outbox: {}, // client_id → what was written here and is not yet confirmed
    drafts: {}, // ticket id → {reply: {text, attachments}, note: {…}, tab}
    seen: [], // ids of the last events, newest last
    lastEventId: null,
    connection: "connecting", // connecting | online | offline
    offlineSince: null,
    bell: { unread: 0 },
    escalations: { changes: 0 }, // how often something about them was told
    signedOut: false,
    route: { page: "view", view: null, ticket: null, query: "" },
    selected: [], // ticket ids chosen in the list
    picker: null,
    dialog: null,
    drawer: null, // views | panel
    panelHidden: false,
    toasts: [],
    unheard: 0, // what arrived while the window was hidden
  };
}
