// One condition: what, how, and with what it is compared.

import { html } from "../../vendor/htm-preact/htm-preact.js";
import { newLeaf, withOp } from "./tree.js";
import { Value } from "./value.js";

export function Leaf({ leaf, change, remove, catalogue }) {
  const { words, fields } = catalogue;
  const field = fields[leaf.field] || { name: leaf.field, label: leaf.field, kind: "text", ops: [{ op: leaf.op, label: leaf.op, value: "one" }] };
  const op = field.ops.find((one) => one.op === leaf.op) || field.ops[0];
  return html`
    <div class="condition" role="group" aria-label=${field.label}>
      <select class="input what" aria-label=${words.field} value=${leaf.field} onChange=${(e) => change({ ...newLeaf(catalogue, e.target.value), id: leaf.id })}>
        ${!fields[leaf.field] && html`<option value=${leaf.field}>${field.label}</option>`}
        ${catalogue.groups.map((group) => html`<optgroup key=${group.key} label=${group.label}>
          ${group.fields.map((one) => html`<option key=${one.name} value=${one.name}>${one.label}</option>`)}
        </optgroup>`)}
      </select>
      <select class="input how" aria-label=${words.op} value=${leaf.op} onChange=${(e) => change(withOp(leaf, field, e.target.value))}>
        ${field.ops.map((one) => html`<option key=${one.op} value=${one.op}>${one.label}</option>`)}
      </select>
      <${Value} field=${field} takes=${op.value} op=${leaf.op} value=${leaf.value} words=${words} change=${(value) => change({ ...leaf, value })} />
      <button type="button" class="button quiet icon-only remove" aria-label=${words.remove + words.colon + field.label} title=${words.remove} onClick=${remove}>×</button>
    </div>`;
}
