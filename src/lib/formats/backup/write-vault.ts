import { canonicalJson } from '#lib/domain/canonical-json.ts';
import type { Result } from '#lib/domain/result.ts';
import { asResult, refuse, valueOrRefuse } from '#lib/formats/archive/refusal.ts';
import {
  packEntry,
  storeBlob,
  writeZip,
  type PackedEntry,
} from '#lib/formats/archive/write-zip.ts';
import { DEFLATED, STORED } from '#lib/formats/archive/zip-layout.ts';
import { encrypt, stopIfCancelled, writeLogN } from './encryption.ts';
import {
  ENCRYPTED_ENTRY,
  FORMAT_VERSION,
  MANIFEST_ENTRY,
  MIN_READER_VERSION,
  PLAIN_ENTRY,
  README_ENTRY,
  SCHEMA_ENTRY,
  SHEET_ENTRY,
} from './layout.ts';
import { limitsOf } from './limits.ts';
import { newPassphrase } from './passphrase.ts';
import { readmeText } from './readme.ts';
import { Sha256 } from './sha256.ts';
import { stateHashOf } from './state-hash.ts';
import type {
  VaultManifest,
  VaultSchema,
  VaultSource,
  WriteVaultOptions,
  WrittenVault,
} from './vault.ts';
import { packTable, type PackedTable, type WriteTally } from './write-table.ts';

const LABEL_CHARS = 40;
const VERSION_CHARS = 40;

/**
 * Writes all facts into one file. Tables are kept packed until all are read, because the
 * description with their hashes comes first. Equal facts give an equal inner ZIP. Errors:
 * `backup/passphrase_invalid`, `backup/too_large`, `backup/write_failed` (a row that has no JSON),
 * `backup/kdf_memory`, `backup/cancelled`.
 */
export function writeVault(
  source: VaultSource,
  options: WriteVaultOptions = {},
): Promise<Result<WrittenVault>> {
  return asResult(async () => {
    const { encryption } = options;
    // Said before the work, not after it.
    if (encryption) valueOrRefuse(newPassphrase(encryption.passphrase, encryption.reduced));
    const limits = limitsOf(options.limits);
    const tally: WriteTally = { limits, rows: 0, inflatedBytes: 0 };
    const tables = await packTables(source, tally, options);
    const schema = schemaOf(source, tables);
    const inner = writeZip([
      await packEntry(SCHEMA_ENTRY, [canonicalJson(schema)]),
      ...tables.map(({ entry }) => entry),
      await packSheet(source, tally, options),
    ]);
    const payload = await packPayload(inner, options);
    const manifest = manifestOf(source, payload, tables, options);
    const file = writeZip([
      await packEntry(README_ENTRY, [readmeText(manifest, schema)], STORED),
      await packEntry(MANIFEST_ENTRY, [canonicalJson(manifest)], STORED),
      payload.entry,
    ]);
    if (file.size > limits.packedBytes) {
      refuse('backup/too_large', { limit: limits.packedBytes, value: file.size });
    }
    return { file, manifest, schema };
  });
}

async function packTables(
  source: VaultSource,
  tally: WriteTally,
  options: WriteVaultOptions,
): Promise<PackedTable[]> {
  const packed: PackedTable[] = [];
  let before = '';
  for (const table of source.tables) {
    if (table.name <= before) throw new Error('tables are not in the order of their names');
    before = table.name;
    const one = await packTable(table, tally, options);
    if (one) packed.push(one);
  }
  return packed;
}

async function packSheet(
  source: VaultSource,
  tally: WriteTally,
  { signal }: WriteVaultOptions,
): Promise<PackedEntry> {
  async function* checked(): AsyncGenerator<string> {
    for await (const piece of source.sheet()) {
      stopIfCancelled(signal);
      yield piece;
    }
  }
  const entry = await packEntry(SHEET_ENTRY, checked(), DEFLATED);
  const { inflatedBytes: limit } = tally.limits;
  const value = tally.inflatedBytes + entry.inflatedBytes;
  if (value > limit) refuse('backup/too_large', { limit, value });
  return entry;
}

interface Payload {
  readonly entry: PackedEntry;
  readonly sha256: string;
}

async function packPayload(
  inner: Blob,
  { encryption, onProgress, signal }: WriteVaultOptions,
): Promise<Payload> {
  const sha256 = new Sha256();
  const onPiece = (piece: Uint8Array) => sha256.update(piece);
  const onBytes = (done: number) => onProgress?.({ phase: 'encrypt', done, total: inner.size });
  const [name, payload] = encryption
    ? [ENCRYPTED_ENTRY, await encrypt(inner, encryption, { onBytes, signal })]
    : [PLAIN_ENTRY, inner];
  const entry = await storeBlob(name, payload, onPiece);
  return { entry, sha256: sha256.hex() };
}

function schemaOf(source: VaultSource, packed: readonly PackedTable[]): VaultSchema {
  const tables = packed.map(({ table }) => table);
  return {
    format: 'plugtrack-vault-data',
    formatVersion: FORMAT_VERSION,
    minReaderVersion: MIN_READER_VERSION,
    schemaVersion: source.schemaVersion,
    createdAt: new Date(source.createdAt).toISOString(),
    deviceId: source.device.id,
    hlc: source.hlc,
    vaultId: source.vaultId,
    stateHash: stateHashOf(tables),
    tables,
  };
}

function manifestOf(
  { device, appVersion, createdAt }: VaultSource,
  { entry, sha256 }: Payload,
  tables: readonly PackedTable[],
  { encryption, includeDeviceLabel = true }: WriteVaultOptions,
): VaultManifest {
  const label = shorten(device.label ?? '', LABEL_CHARS);
  const reduced = encryption?.reduced === true ? { reduced: true as const } : {};
  const variant = encryption
    ? { kdf: { scheme: 'age-scrypt' as const, logN: writeLogN(encryption), ...reduced } }
    : { counts: Object.fromEntries(tables.map(({ table, liveRows }) => [table.name, liveRows])) };
  return {
    format: 'plugtrack-vault',
    formatVersion: FORMAT_VERSION,
    minReaderVersion: MIN_READER_VERSION,
    appVersion: shorten(appVersion, VERSION_CHARS),
    createdAt: new Date(createdAt).toISOString(),
    device: { id: device.id, ...(includeDeviceLabel && label !== '' ? { label } : {}) },
    payload: { name: entry.name, bytes: entry.packed.size, sha256 },
    ...variant,
  };
}

function shorten(text: string, chars: number): string {
  return Array.from(text.replace(/\p{Cs}/gu, ''))
    .slice(0, chars)
    .join('');
}
