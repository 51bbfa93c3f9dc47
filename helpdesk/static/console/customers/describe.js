// What the team writes about a customer: name, notes, tags, language, time zone. Kept when one leaves the field.

import { html, useState } from "../dom.js";
import { Icon } from "../ui/icon.js";
import { t } from "../words.js";

const LANGUAGES = ["en", "zh", "ja", "ko", "de", "fr", "es", "pt"];
const ZONES = typeof Intl.supportedValuesOf === "function" ? Intl.supportedValuesOf("timeZone") : [];

export function Describe({ customer, save }) {
  return html`
    <section class="card padded stack" aria-label=${t("customer.describe")}>
      <label class="field"><span class="label">${t("customer.name")}</span><input class="input" maxlength="200" autocomplete="off" defaultValue=${customer.name || ""} onBlur=${(event) => event.target.value.trim() !== (customer.name || "") && save({ name: event.target.value.trim() })} /></label>
      <label class="field"><span class="label">${t("customer.notes")}</span><textarea class="input" rows="3" maxlength="20000" defaultValue=${customer.notes || ""} onBlur=${(event) => event.target.value !== (customer.notes || "") && save({ notes: event.target.value })}></textarea></label>
      <${Tags} tags=${customer.tags || []} save=${save} />
      <div class="field-row">
        <label class="field"><span class="label">${t("language")}</span><select class="input" onChange=${(event) => save({ language: event.target.value })}>
          ${[...new Set([customer.language, ...LANGUAGES])].filter(Boolean).map((code) => html`<option key=${code} value=${code} selected=${code === customer.language}>${languageName(code)}</option>`)}</select></label>
        <label class="field"><span class="label">${t("customer.time_zone")}</span><input class="input" list="zones" defaultValue=${customer.time_zone || ""} onBlur=${(event) => event.target.value.trim() !== (customer.time_zone || "") && save({ time_zone: event.target.value.trim() })} />
          <datalist id="zones">${ZONES.map((zone) => html`<option key=${zone} value=${zone} />`)}</datalist></label></div>
    </section>`;
}

function Tags({ tags, save }) {
  const [text, setText] = useState("");
  const add = (event) => {
    event.preventDefault();
    if (text.trim()) save({ tags: [...tags, text.trim()] });
    setText("");
  };
  return html`
    <form class="field" onSubmit=${add}><span class="label" id="tags-label">${t("customer.tags")}</span>
      <span class="bar wrap tight">${tags.map((tag) => html`<span class="chip large" key=${tag}>${tag}<button type="button" class="chip-remove" aria-label=${t("remove", { name: tag })} onClick=${() => save({ tags: tags.filter((one) => one !== tag) })}><${Icon} name="x" /></button></span>`)}
        <input class="input tag-input" aria-labelledby="tags-label" maxlength="60" value=${text} placeholder=${t("customer.add_tag")} onInput=${(event) => setText(event.target.value)} onBlur=${add} /></span></form>`;
}

function languageName(code) {
  try {
    return new Intl.DisplayNames([document.documentElement.lang], { type: "language" }).of(code);
  } catch {
    return code;
  }
}
