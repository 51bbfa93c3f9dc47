// The faces of those who have a ticket open, with a pen while they write.

import { classes, html } from "../dom.js";
import { useStore } from "../store.js";
import { Avatar } from "../ui/avatar.js";
import { t } from "../words.js";

const FACES = 3;

export function Looking({ id, size = "small" }) {
  const { viewing, agents, me } = useStore((state) => ({ viewing: state.viewing[id], agents: state.agents, me: state.me.id }));
  const others = (viewing?.viewers || []).filter((viewer) => viewer.agent_id !== me && agents[viewer.agent_id]);
  if (!others.length) return null;
  const said = others.map((viewer) => t(viewer.typing ? "looking.types" : "looking.looks", { name: agents[viewer.agent_id].name })).join(t("comma"));
  return html`
    <span class="faces looking" role="img" aria-label=${said} data-tip=${said}>
      ${others.slice(0, FACES).map((viewer) => html`<span key=${viewer.agent_id} class=${classes("looker", { typing: viewer.typing })}>
        <${Avatar} name=${agents[viewer.agent_id].name} id=${viewer.agent_id} size=${size} /></span>`)}
    </span>`;
}
