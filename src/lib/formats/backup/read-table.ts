import type { StateRow } from '#lib/domain/merge/state.ts';
import { refuse, valueOrRefuse } from '#lib/formats/archive/refusal.ts';
import type { ZipArchive, ZipEntry } from '#lib/formats/archive/read-zip.ts';
import { stopIfCancelled } from './encryption.ts';
import { ROWS_PER_CHUNK } from './layout.ts';
import { lineLimits } from './limits.ts';
import { strictText } from './read-json.ts';
import { readRow } from './read-row.ts';
import { Sha256 } from './sha256.ts';
import type { VaultTableEntry } from './vault.ts';
import { isLongerThan } from './write-table.ts';

/** Rows of pictures are large: a chunk also ends after so many characters. */
const CHUNK_CHARS = 8_000_000;
const LINE_FEED = 10;

export interface ReadTableHooks {
  readonly onRows: (rows: readonly StateRow[]) => void | Promise<void>;
  readonly signal: AbortSignal | undefined;
}

/** Reads a table row by row and compares order, count, bytes and hash with what was promised. */
export async function readTable(
  archive: ZipArchive,
  entry: ZipEntry,
  table: VaultTableEntry,
  { onRows, signal }: ReadTableHooks,
): Promise<void> {
  const sha256 = new Sha256();
  const lines = new LineCutter(lineLimits(table.name).lineBytes);
  const { textChars } = lineLimits(table.name);
  let chunk: StateRow[] = [];
  let chunkChars = 0;
  let rows = 0;
  let before: string | undefined;
  const flush = async () => {
    const full = chunk;
    chunk = [];
    chunkChars = 0;
    if (full.length > 0) await onRows(full);
  };
  const read = await archive.stream(entry, async (bytes) => {
    stopIfCancelled(signal);
    sha256.update(bytes);
    for (const line of lines.cut(bytes)) {
      const row = readRow(line, textChars);
      if (before !== undefined && row.id <= before) badTable(table, 'order');
      before = row.id;
      rows += 1;
      if (rows > table.rows) badTable(table, 'rows');
      chunk.push(row);
      chunkChars += line.length;
      if (chunk.length === ROWS_PER_CHUNK || chunkChars > CHUNK_CHARS) await flush();
    }
  });
  valueOrRefuse(read);
  if (!lines.isAtEnd) badTable(table, 'json/syntax');
  if (rows !== table.rows) badTable(table, 'rows');
  if (sha256.hex() !== table.sha256) badTable(table, 'sha256');
  await flush();
}

function badTable(table: VaultTableEntry, reason: string): never {
  refuse('backup/damaged', { entry: table.name, reason });
}

/** Cuts bytes into lines, each ended by a line feed and none too long. */
class LineCutter {
  private rest = new Uint8Array(0);
  private readonly lineBytes: number;
  constructor(lineBytes: number) {
    this.lineBytes = lineBytes;
  }

  get isAtEnd(): boolean {
    return this.rest.length === 0;
  }

  cut(bytes: Uint8Array<ArrayBuffer>): readonly string[] {
    const end = bytes.lastIndexOf(LINE_FEED) + 1;
    const whole = joined(this.rest, bytes.subarray(0, end));
    this.rest = end === 0 ? joined(this.rest, bytes) : bytes.slice(end);
    if (this.rest.length > this.lineBytes) refuse('json/too_long');
    if (end === 0) return [];
    const lines = strictText(whole).split('\n');
    lines.pop();
    if (lines.some((line) => isLongerThan(line, this.lineBytes))) refuse('json/too_long');
    return lines;
  }
}

function joined(a: Uint8Array<ArrayBuffer>, b: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  if (a.length === 0) return b;
  const both = new Uint8Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}
