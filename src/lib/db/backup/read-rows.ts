import type { StateDescription, TravellingTable } from '#lib/app/backup-store.ts';
import { TABLE_NAMES, type Device } from '#lib/app/facts.ts';
import { SET_ASIDE_RANGE, travellingSetAside } from '#lib/domain/merge/set-aside-rows.ts';
import { TABLE_KINDS, type StateRow } from '#lib/domain/merge/state.ts';
import { FIELDS_VERSION, SET_ASIDE_TABLE } from '#lib/domain/merge/travel.ts';
import type { Connection } from '#lib/db/lifecycle.ts';
import type { ChangeRow, IdentityRow, StoredRow } from '#lib/db/stored.ts';
import { type DeferredRow, rangeOf, UNKNOWN_TABLE } from './deferred-rows.ts';
import { setAsideFrom } from './set-aside-list.ts';
import { isFactTable, travellingRow } from './state-rows.ts';

/** What the data is at this moment. */
export function describeState({ facts }: Connection): PromiseLike<StateDescription> {
  return facts.transaction('r', [...TABLE_NAMES, 'meta', 'deferred'], async () => {
    const meta = facts.table('meta');
    const identity = (await meta.get('identity')) as IdentityRow;
    const change = (await meta.get('change')) as ChangeRow;
    const device = (await facts.table('devices').get(identity.deviceId)) as Device | undefined;
    let rows = await facts.table('deferred').count();
    for (const name of TABLE_NAMES) if (name !== 'devices') rows += await facts.table(name).count();
    return {
      seq: change.seq,
      hlc: change.hlc,
      deviceId: identity.deviceId,
      ...(device?.label !== undefined && { deviceLabel: device.label }),
      vaultId: identity.vaultId,
      fieldsVersion: identity.fieldsVersion ?? FIELDS_VERSION,
      isEmpty: rows === 0,
    };
  });
}

/** All tables that travel, in code-unit order of their names. */
export async function travellingTables({ facts }: Connection): Promise<TravellingTable[]> {
  const deferred = facts.table<DeferredRow, string>('deferred');
  const tables = TABLE_NAMES.map((name) => ({ name, kind: TABLE_KINDS[name] ?? 'record' }));
  const unknown: TravellingTable[] = [];
  for (const name of (await deferred.orderBy('table').uniqueKeys()) as string[]) {
    const [from, to] = rangeOf(name);
    const first = await deferred.where('id').between(from, to).first();
    if (first && !isFactTable(name)) unknown.push({ name, kind: first.kind });
  }
  const asides = await deferred
    .where('id')
    .between(...SET_ASIDE_RANGE)
    .count();
  if (asides > 0) unknown.push({ name: SET_ASIDE_TABLE, kind: 'entry' });
  return [...tables, ...unknown].sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** A chunk of a table's rows in the order of their ids. */
export async function rowsAfter(
  { facts }: Connection,
  table: string,
  after: string | undefined,
  limit: number,
): Promise<StateRow[]> {
  if (isFactTable(table)) {
    const rows = facts.table<StoredRow, string>(table).where('id');
    const range = after === undefined ? rows.aboveOrEqual('') : rows.above(after);
    return (await range.limit(limit).toArray()).map((row) => travellingRow(table, row));
  }
  const [from, to] = table === SET_ASIDE_TABLE ? SET_ASIDE_RANGE : rangeOf(table);
  const start = after === undefined ? from : table === SET_ASIDE_TABLE ? after : from + after;
  const rows = await facts
    .table<DeferredRow, string>('deferred')
    .where('id')
    .between(start, to, after === undefined, false)
    .limit(limit)
    .toArray();
  return rows.map((row) =>
    row.code === UNKNOWN_TABLE ? row.row : travellingSetAside(setAsideFrom(row)),
  );
}

/** The rows that are there of these ids. */
export async function rowsById(
  { facts }: Connection,
  table: string,
  ids: readonly string[],
): Promise<Map<string, StateRow>> {
  const found = new Map<string, StateRow>();
  if (isFactTable(table)) {
    for (const row of await facts.table<StoredRow, string>(table).bulkGet([...ids])) {
      if (row) found.set(row.id, travellingRow(table, row));
    }
  } else {
    const [start] = rangeOf(table);
    const keys = ids.map((id) => start + id);
    for (const row of await facts.table<DeferredRow, string>('deferred').bulkGet(keys)) {
      if (row) found.set(row.row.id, row.row);
    }
  }
  return found;
}
