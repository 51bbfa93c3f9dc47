// What start.json says: who I am, who works here, which views there are.

export function reduceStart(state, action) {
  switch (action.type) {
    case "started":
      return { ...state, ...fromStart(action.start, state) };
    case "preferences_changed":
      return { ...state, me: { ...state.me, ...action.preferences } };
    case "availability_changed":
      return withAvailability(state, action);
    case "counts_loaded":
      return { ...state, counts: { ...state.counts, ...action.counts } };
    case "tags_met": {
      const unknown = action.tags.filter((tag) => !state.tags.includes(tag));
      return unknown.length ? { ...state, tags: [...state.tags, ...unknown].sort() } : state;
    }
    default:
      return state;
  }
}

function fromStart(start, state) {
  return {
    me: start.me,
    csrf: start.csrf,
    agents: byId(start.agents),
    teams: byId(start.teams),
    inboxes: byId(start.inboxes),
    views: start.views,
    tags: start.tags || [],
    fields: start.fields || [],
    counts: Object.fromEntries(start.views.map((view) => [view.id, view.count])),
    lastEventId: Math.max(state.lastEventId ?? 0, start.last_event_id ?? 0),
    signedOut: false,
  };
}

function withAvailability(state, { agent_id, availability }) {
  const agent = state.agents[agent_id];
  const agents = agent ? { ...state.agents, [agent_id]: { ...agent, availability } } : state.agents;
  const me = state.me?.id === agent_id ? { ...state.me, availability } : state.me;
  return { ...state, agents, me };
}

function byId(things = []) {
  return Object.fromEntries(things.map((thing) => [thing.id, thing]));
}
