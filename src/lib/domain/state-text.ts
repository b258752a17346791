import { canonicalJson } from './canonical-json.ts';

/** Tables by name, each a list of rows with an id. */
export type StateTables = Readonly<
  Record<string, readonly { readonly id: string; readonly [field: string]: unknown }[]>
>;

/**
 * The one text of a state, for hashing: tables by name, rows by id, canonical JSON. Two states
 * are the same if and only if their texts are. Empty tables count as missing.
 */
export function stateText(tables: StateTables): string {
  const lines: string[] = [];
  for (const name of Object.keys(tables).sort()) {
    const rows = [...(tables[name] ?? [])].sort((a, b) => (a.id < b.id ? -1 : 1));
    if (rows.length === 0) continue;
    lines.push(name, ...rows.map(canonicalJson));
  }
  return lines.map((line) => `${line}\n`).join('');
}
