import { isStamp } from '#lib/domain/clock.ts';
import type { StateRow } from '#lib/domain/merge/state.ts';
import { refuse, valueOrRefuse } from '#lib/formats/archive/refusal.ts';
import { isJsonObject, parseStrictJson, type JsonValue } from '#lib/formats/json/strict-json.ts';
import type { JsonObject } from './read-json.ts';
import { readPlainLine } from './plain-line.ts';
import { withoutNulls } from './write-table.ts';

/** One line of a table as a row: strict JSON, an id and well-formed reserved keys. */
export function readRow(line: string, textChars: number): StateRow {
  const length = Number.POSITIVE_INFINITY;
  const json =
    readPlainLine(line) ?? valueOrRefuse(parseStrictJson(line, { length, text: textChars }));
  if (!isJsonObject(json)) return refuse('json/syntax');
  const row = withoutNulls(json);
  const { id, _c: clocks, _d: deleted, _p: purged } = row;
  if (typeof id !== 'string' || id === '') return badRow();
  if (clocks !== undefined && !isRowClock(clocks)) return badRow(id);
  if (deleted !== undefined && deleted !== true) return badRow(id);
  if (purged !== undefined && !(isStamp(purged) && Object.keys(row).length === 2))
    return badRow(id);
  return row as JsonObject & StateRow;
}

function badRow(id = ''): never {
  refuse('backup/damaged', { reason: 'row', id });
}

function isRowClock(value: JsonValue): boolean {
  if (!isJsonObject(value) || !isStamp(value['b'])) return false;
  const { f: fields } = value;
  return fields === undefined || (isJsonObject(fields) && Object.values(fields).every(isStamp));
}
