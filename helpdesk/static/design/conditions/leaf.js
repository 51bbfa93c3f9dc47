// One condition: what, how, and with what it is compared.

import { html } from "../../vendor/htm-preact/htm-preact.js";
import { about, withOp } from "./tree.js";
import { Value } from "./value.js";

export function Leaf({ leaf, change, remove, catalogue }) {
  const { words, fields } = catalogue;
  const field = fields[leaf.field] || (leaf.field ? unknown(leaf) : null);
  const name = field ? field.label : words.choose;
  return html`
    <div class="condition" role="group" aria-label=${name}>
      <select class="input what" required aria-label=${words.field} value=${leaf.field} onChange=${(e) => change(about(fields[e.target.value], leaf))}>
        ${!fields[leaf.field] && html`<option value=${leaf.field} disabled=${!leaf.field}>${name}</option>`}
        ${catalogue.groups.map((group) => html`<optgroup key=${group.key} label=${group.label}>
          ${group.fields.map((one) => html`<option key=${one.name} value=${one.name}>${one.label}</option>`)}
        </optgroup>`)}
      </select>
      ${field && html`<${Compared} leaf=${leaf} field=${field} words=${words} change=${change} />`}
      <button type="button" class="button quiet icon-only remove" aria-label=${words.remove + words.colon + name} title=${words.remove} onClick=${remove}>×</button>
    </div>`;
}

/** What stood in a rule once and is known no more is shown as it is. */
const unknown = ({ field, op }) => ({ name: field, label: field, kind: "text", ops: [{ op, label: op, value: "one" }] });

function Compared({ leaf, field, words, change }) {
  const op = field.ops.find((one) => one.op === leaf.op) || field.ops[0];
  return html`
    <select class="input how" aria-label=${words.op} value=${leaf.op} onChange=${(e) => change(withOp(leaf, field, e.target.value))}>
      ${field.ops.map((one) => html`<option key=${one.op} value=${one.op}>${one.label}</option>`)}
    </select>
    <${Value} field=${field} takes=${op.value} op=${leaf.op} value=${leaf.value} words=${words} change=${(value) => change({ ...leaf, value })} />`;
}
