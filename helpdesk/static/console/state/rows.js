// Rows by ticket id. The higher version wins, whatever order they arrive in.

export function withRows(known, arriving) {
  const newer = arriving.filter((row) => !known[row.id] || (row.version ?? 0) >= (known[row.id].version ?? 0));
  if (!newer.length) return known;
  return { ...known, ...Object.fromEntries(newer.map((row) => [row.id, row])) };
}
