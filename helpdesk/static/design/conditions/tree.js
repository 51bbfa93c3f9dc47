// The tree of conditions, and what can be done to it; every part has an `id`, by which its line keeps the focus.

let last = 0;
const fresh = () => `c${++last}`;

/** The catalogue with its fields by name. */
export function indexed(catalogue) {
  const fields = {};
  for (const group of catalogue.groups) for (const field of group.fields) fields[field.name] = field;
  return { ...catalogue, fields };
}

/** What came in as a group with numbered parts. */
export function opened(conditions) {
  const joined = conditions?.any ? "any" : "all";
  if (conditions?.field) return { id: fresh(), joined: "all", parts: [leafOf(conditions)] };
  return { id: fresh(), joined, parts: (conditions?.[joined] || []).map((part) => (part.field ? leafOf(part) : opened(part))) };
}

const leafOf = ({ field, op, value }) => ({ id: fresh(), field, op, value });

/** The tree as it is kept: without numbers, without groups and lines that say nothing. */
export function cleaned(tree) {
  const parts = tree.parts.map((part) => (part.parts ? cleaned(part) : leafOut(part))).filter(saysSomething);
  return { [tree.joined]: parts };
}

const leafOut = ({ field, op, value }) => (value === undefined ? { field, op } : { field, op, value });
const saysSomething = (part) => (part.all || part.any || [part]).length > 0;

/** A new line that asks for everything: what is not chosen is never taken for the first choice. */
export const newLeaf = () => ({ id: fresh(), field: "", op: "" });

export const newGroup = () => ({ id: fresh(), joined: "any", parts: [newLeaf()] });

/** The line about this field, with its first comparison. */
export function about(field, leaf) {
  return withOp({ id: leaf.id, field: field.name }, field, field.ops[0].op);
}

/** The line with another comparison; what was filled in stays where it still fits. */
export function withOp(leaf, field, op) {
  const takes = field?.ops.find((one) => one.op === op)?.value || "one";
  if (takes === "none") return { id: leaf.id, field: leaf.field, op };
  const known = [leaf.value ?? []].flat();
  return { ...leaf, op, value: takes === "many" ? known : known[0] };
}
