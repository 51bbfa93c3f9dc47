// The order of a view, the same as the server's: what has no value comes last, ties go by ticket number.

const PRIORITY = { low: 0, normal: 1, high: 2, urgent: 3 };

export function compareBy({ by, descending } = { by: "last_message_at", descending: true }) {
  const sign = descending ? -1 : 1;
  return (a, b) => {
    const [one, other] = [valueOf(a, by), valueOf(b, by)];
    if (one === other) return sign * (a.id - b.id);
    if (one === null) return 1;
    if (other === null) return -1;
    return sign * (one < other ? -1 : 1);
  };
}

function valueOf(row, by) {
  return by === "priority" ? (PRIORITY[row.priority] ?? null) : (row[by] ?? null);
}
