import { canonicalJson } from '#lib/domain/canonical-json.ts';
import { isLiveRow, type StateRow } from '#lib/domain/merge/state.ts';
import { refuse } from '#lib/formats/archive/refusal.ts';
import { packEntry, type PackedEntry } from '#lib/formats/archive/write-zip.ts';
import { stopIfCancelled } from './encryption.ts';
import { isTableName, tableEntry } from './layout.ts';
import { lineLimits } from './limits.ts';
import { Sha256 } from './sha256.ts';
import type { TableSource, VaultLimits, VaultTableEntry, WriteVaultOptions } from './vault.ts';

/** What was written so far, and what may be. */
export interface WriteTally {
  readonly limits: VaultLimits;
  rows: number;
  inflatedBytes: number;
}

export interface PackedTable {
  readonly entry: PackedEntry;
  readonly table: VaultTableEntry;
  readonly liveRows: number;
}

const BATCH_CHARS = 262_144;

/** The rows of a table, packed while they come; absent if there are none. */
export async function packTable(
  source: TableSource,
  tally: WriteTally,
  options: Pick<WriteVaultOptions, 'onProgress' | 'signal'>,
): Promise<PackedTable | undefined> {
  if (!isTableName(source.name)) throw new Error(`no table is called ${source.name}`);
  const sha256 = new Sha256();
  const count = { rows: 0, live: 0, bytes: 0 };
  async function* batches(): AsyncGenerator<Uint8Array<ArrayBuffer>> {
    for await (const text of textBatches(source, count)) {
      stopIfCancelled(options.signal);
      const bytes = new TextEncoder().encode(text);
      sha256.update(bytes);
      count.bytes += bytes.length;
      tally.inflatedBytes += bytes.length;
      checkTally(tally, count.rows);
      options.onProgress?.({ phase: 'rows', done: tally.rows + count.rows });
      yield bytes;
    }
  }
  const entry = await packEntry(tableEntry(source.name), batches());
  if (count.rows === 0) return undefined;
  tally.rows += count.rows;
  const { rows, bytes } = count;
  const table = { name: source.name, kind: source.kind, rows, bytes, sha256: sha256.hex() };
  return { entry, table, liveRows: count.live };
}

function checkTally({ limits, rows, inflatedBytes }: WriteTally, tableRows: number): void {
  const check = (limit: number, value: number) => {
    if (value > limit) refuse('backup/too_large', { limit, value });
  };
  check(limits.tableRows, tableRows);
  check(limits.rows, rows + tableRows);
  check(limits.inflatedBytes, inflatedBytes);
}

async function* textBatches(
  source: TableSource,
  count: { rows: number; live: number },
): AsyncGenerator<string> {
  const { lineBytes } = lineLimits(source.name);
  let before: string | undefined;
  let batch = '';
  for await (const rows of source.rows()) {
    for (const row of rows) {
      if (before !== undefined && row.id <= before) {
        throw new Error(`${source.name} is not in the order of its ids`);
      }
      before = row.id;
      count.rows += 1;
      if (isLiveRow(row)) count.live += 1;
      const line = rowLine(source.name, row);
      if (isLongerThan(line, lineBytes)) {
        refuse('backup/too_large', { limit: lineBytes, table: source.name, id: row.id });
      }
      batch += `${line}\n`;
      if (batch.length < BATCH_CHARS) continue;
      yield batch;
      batch = '';
    }
  }
  if (batch !== '') yield batch;
}

/** Whether a text has more bytes in UTF-8; counted only where it may. */
export function isLongerThan(text: string, bytes: number): boolean {
  return text.length * 3 > bytes && new TextEncoder().encode(text).length > bytes;
}

function rowLine(table: string, row: StateRow): string {
  try {
    return canonicalJson(withoutNulls(row));
  } catch (error) {
    // What JSON cannot hold: half a character, a number that is none.
    if (error instanceof TypeError) refuse('backup/write_failed', { table, id: row.id });
    throw error;
  }
}

/** The row without fields that are null, which is the same as absent. */
export function withoutNulls<T extends Readonly<Record<string, unknown>>>(row: T): T {
  if (!Object.values(row).includes(null)) return row;
  return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null)) as T;
}
