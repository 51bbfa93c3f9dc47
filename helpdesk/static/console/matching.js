// Does a row belong in a view? The same little evaluator as tickets/view.py; both are held to tests/views_cases.json.

const CATEGORY = { new: "open", open: "open", pending: "waiting", on_hold: "waiting", solved: "done", closed: "done" };

/** conditions: {all: […]} or {any: […]}, nested, or {field, op, value}; who: {me, myTeams, now}. */
export function matches(conditions, row, who) {
  if (!conditions || !row) return Boolean(row);
  if (conditions.all) return conditions.all.every((part) => matches(part, row, who));
  if (conditions.any) return conditions.any.some((part) => matches(part, row, who));
  if (!conditions.field) return true;
  return holds(conditions.op, valueOf(conditions.field, row, who), wanted(conditions.value, who));
}

function holds(op, actual, value) {
  switch (op) {
    case "is":
      return Array.isArray(value) ? value.includes(actual) : actual === (value ?? null);
    case "is_not":
      return !holds("is", actual, value);
    case "in":
      return asList(value).includes(actual);
    case "not_in":
      return !asList(value).includes(actual);
    case "has":
      return asList(value).some((one) => asList(actual).includes(one));
    case "has_not":
      return !holds("has", actual, value);
    case "set":
      return isSet(actual);
    case "unset":
      return !isSet(actual);
    default:
      return false; // a condition from a newer server: better to hide a row than to show a wrong one
  }
}

function valueOf(field, row, who) {
  if (field === "category") return CATEGORY[row.status] ?? null;
  if (field === "snoozed") return Boolean(row.snoozed_until && row.snoozed_until > who.now);
  return row[field] ?? null;
}

function wanted(value, who) {
  if (Array.isArray(value)) return value.flatMap((one) => wanted(one, who));
  if (value === "me") return who.me;
  if (value === "my_teams") return who.myTeams;
  return value;
}

function asList(value) {
  return Array.isArray(value) ? value : value === null || value === undefined ? [] : [value];
}

function isSet(value) {
  return Array.isArray(value) ? value.length > 0 : value !== null && value !== undefined && value !== "" && value !== false;
}
