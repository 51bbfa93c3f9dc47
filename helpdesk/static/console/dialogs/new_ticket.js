// A ticket begun by the team: write to a customer, or note a call for oneself.

import { html, useState } from "../dom.js";
import { post } from "../api.js";
import { openTicket } from "../routes.js";
import { dispatch, useStore } from "../store.js";
import { Dialog, closeDialog } from "../ui/dialog.js";
import { t } from "../words.js";
import { CustomerField } from "./customer_field.js";

export function NewTicket({ customer: known, subject: given }) {
  const inboxes = useStore((state) => Object.values(state.inboxes).filter((inbox) => inbox.enabled !== false));
  const teams = useStore((state) => Object.values(state.teams));
  const [values, setValues] = useState({
    customer: known ? { id: known.id, name: known.name } : { name: "", email: "" },
    subject: given || "", text: "", kind: "reply", team_id: "",
    inbox_id: (inboxes.find((inbox) => inbox.channel === "email") || inboxes[0])?.id,
  });
  const [wrong, setWrong] = useState({});
  const [busy, setBusy] = useState(false);
  const set = (changes) => setValues({ ...values, ...changes });
  const submit = async () => {
    const problems = check(values);
    setWrong(problems);
    if (Object.keys(problems).length) return;
    setBusy(true);
    try {
      const { ticket } = await post("/console/tickets", asRequest(values));
      dispatch({ type: "rows_arrived", rows: [ticket] });
      closeDialog();
      openTicket(ticket.id);
    } catch (error) {
      setWrong({ all: error.description });
      setBusy(false);
    }
  };
  const footer = html`<button type="button" class="button" onClick=${closeDialog}>${t("cancel")}</button>
    <button class=${`button ${values.kind === "note" ? "note" : "primary"}`} disabled=${busy}>${t(values.kind === "note" ? "new.create" : "new.send")}</button>`;
  return html`
    <${Dialog} title=${t("new_ticket")} size="wide" submit=${submit} footer=${footer}>
      <${CustomerField} value=${values.customer} set=${(customer) => set({ customer })} wrong=${wrong} />
      <${Field} label=${t("property.subject")} wrong=${wrong.subject}><input class="input" maxlength="250" value=${values.subject} onInput=${(event) => set({ subject: event.target.value })} /><//>
      <div class="field-row">
        <${Field} label=${t("new.inbox")}><${Choice} value=${values.inbox_id} options=${inboxes} set=${(id) => set({ inbox_id: Number(id) })} /><//>
        <${Field} label=${t("property.team_id")}><${Choice} value=${values.team_id} options=${[{ id: "", name: t("new.team_auto") }, ...teams]} set=${(id) => set({ team_id: id && Number(id) })} /><//>
      </div>
      <div class="segments" role="radiogroup" aria-label=${t("composer.kind")}>${["reply", "note"].map((kind) => html`
        <button type="button" key=${kind} class="segment" role="radio" aria-checked=${values.kind === kind} onClick=${() => set({ kind })}>${t(`new.as.${kind}`)}</button>`)}</div>
      <${Field} label=${t(values.kind === "note" ? "note.only_team" : "new.message")} wrong=${wrong.text}>
        <textarea class=${`input ${values.kind === "note" ? "note-ground" : ""}`} rows="6" value=${values.text} onInput=${(event) => set({ text: event.target.value })}></textarea><//>
      ${wrong.all && html`<p class="banner bad" role="alert">${wrong.all}</p>`}
    <//>`;
}

function Field({ label, wrong, children }) {
  return html`<label class=${`field ${wrong ? "wrong" : ""}`}><span class="label">${label}</span>${children}${wrong && html`<span class="problem" role="alert">${wrong}</span>`}</label>`;
}

function Choice({ value, options, set }) {
  return html`<select class="input" value=${value} onChange=${(event) => set(event.target.value)}>${options.map((one) => html`<option key=${one.id} value=${one.id} selected=${one.id === value}>${one.name}</option>`)}</select>`;
}

function check({ customer, subject, text }) {
  const problems = {};
  if (!customer.id && !/^\S+@\S+\.\S+$/.test(customer.email || "")) problems.customer = t("new.no_email");
  if (!subject.trim()) problems.subject = t("new.no_subject");
  if (!text.trim()) problems.text = t("new.no_text");
  return problems;
}

function asRequest({ customer, team_id, ...values }) {
  const who = customer.id ? { customer_id: customer.id } : { customer: { name: customer.name.trim() || customer.email, email: customer.email.trim() } };
  return { ...values, ...who, ...(team_id && { team_id }) };
}
