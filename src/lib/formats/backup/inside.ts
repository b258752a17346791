import { openZip, type ZipArchive, type ZipEntry } from '#lib/formats/archive/read-zip.ts';
import { refuse, valueOrRefuse } from '#lib/formats/archive/refusal.ts';
import { checkAgeHeader, decryptRest, unlock } from './encryption.ts';
import type { VaultSteps } from './failures.ts';
import { SCHEMA_ENTRY, SHEET_ENTRY, tableEntry } from './layout.ts';
import { archiveLimits, limitsOf } from './limits.ts';
import type { Outside } from './outer.ts';
import { readSchema } from './read-schema.ts';
import { readTable } from './read-table.ts';
import type {
  OnVaultRows,
  OpenVaultOptions,
  VaultLimits,
  VaultSchema,
  VaultTableEntry,
  VaultWarning,
} from './vault.ts';

const SCHEMA_BYTES = 1_000_000;
const KNOWN_NAME = /^(?:[a-zA-Z0-9]+(?:\.[a-z]+)?|tables\/[a-zA-Z][a-zA-Z0-9]{0,39}\.ndjson)$/;

/** The inner ZIP of a payload, decrypted if need be. */
export async function openPayload(
  { payload, encrypted }: Outside,
  options: OpenVaultOptions,
  steps: VaultSteps,
): Promise<Blob> {
  if (!encrypted) return payload;
  const { passphrase, onProgress, signal } = options;
  await steps.run('key_header', () => checkAgeHeader(payload, limitsOf(options.limits).logN));
  const onBytes = (done: number) => onProgress?.({ phase: 'decrypt', done, total: payload.size });
  const unlocked = await steps.run('passphrase', () =>
    passphrase === undefined ? refuse('backup/passphrase_needed') : unlock(payload, passphrase),
  );
  return steps.run('decrypt', () => decryptRest(unlocked, { onBytes, signal }));
}

/** The inner archive with its description, before its rows. */
export interface Inside {
  readonly archive: ZipArchive;
  readonly schema: VaultSchema;
  readonly warnings: readonly VaultWarning[];
}

/** Opens the inner ZIP and checks that it has exactly the tables its description names. */
export function openInside(inner: Blob, limits: VaultLimits, steps: VaultSteps): Promise<Inside> {
  return steps.run('schema', async () => {
    const archive = valueOrRefuse(await openZip(inner, archiveLimits(limits, false)));
    const schemaEntry = archive.entries.find(({ name }) => name === SCHEMA_ENTRY);
    if (!schemaEntry) return refuse('backup/not_a_backup');
    const schema = readSchema(
      valueOrRefuse(await archive.bytes(schemaEntry, SCHEMA_BYTES)),
      limits,
    );
    for (const table of schema.tables) entryOf(archive, table);
    const tables = new Set(schema.tables.map(({ name }) => tableEntry(name)));
    for (const { name } of archive.entries) {
      const isUnnamed = name.startsWith('tables/') && KNOWN_NAME.test(name) && !tables.has(name);
      if (isUnnamed) refuse('backup/damaged', { entry: name });
    }
    const warnings = archive.entries
      .filter(({ name }) => !KNOWN_NAME.test(name))
      .map(({ name }) => ({ code: 'backup/extra_entry', name }));
    return { archive, schema, warnings };
  });
}

function entryOf(archive: ZipArchive, table: VaultTableEntry): ZipEntry {
  const name = tableEntry(table.name);
  const entry = archive.entries.find((one) => one.name === name);
  if (entry?.inflatedBytes !== table.bytes) return refuse('backup/damaged', { entry: name });
  return entry;
}

/** Reads all rows, table by table, and checks what is inside to the last byte. */
export function readInside(
  { archive, schema }: Inside,
  onRows: OnVaultRows,
  { onProgress, signal }: OpenVaultOptions,
  steps: VaultSteps,
): Promise<void> {
  return steps.run('rows', async () => {
    const total = schema.tables.reduce((sum, { rows }) => sum + rows, 0);
    let done = 0;
    for (const table of schema.tables) {
      await readTable(archive, entryOf(archive, table), table, {
        signal,
        onRows: async (rows) => {
          await onRows(table, rows);
          done += rows.length;
          onProgress?.({ phase: 'rows', done, total });
        },
      });
    }
    const sheet = archive.entries.find(({ name }) => name === SHEET_ENTRY);
    if (sheet) valueOrRefuse(await archive.stream(sheet, () => undefined));
  });
}
