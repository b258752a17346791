import { refuse } from '#lib/formats/archive/refusal.ts';
import { isJsonObject, type JsonValue } from '#lib/formats/json/strict-json.ts';
import { ENCRYPTED_ENTRY, FORMAT_VERSION, PLAIN_ENTRY } from './layout.ts';
import { isCount, isSha256, strictObject, type JsonObject } from './read-json.ts';
import type { VaultManifest } from './vault.ts';

/** Refuses a file that this version cannot read without loss of meaning. */
export function checkReaderVersion(minReaderVersion: number): void {
  if (minReaderVersion > FORMAT_VERSION) refuse('backup/newer_version', { minReaderVersion });
}

/** The outer description; what newer versions add to it is passed over. */
export function readManifest(bytes: Uint8Array): VaultManifest {
  const json = jsonOrForeign(bytes);
  if (json['format'] !== 'plugtrack-vault') foreign();
  const { formatVersion, minReaderVersion } = json;
  if (!isCount(formatVersion, 1) || !isCount(minReaderVersion, 1)) return foreign();
  checkReaderVersion(minReaderVersion);
  const { appVersion, createdAt } = json;
  if (typeof appVersion !== 'string' || typeof createdAt !== 'string') return foreign();
  const counts = countsOf(json['counts']);
  const payload = payloadOf(json['payload']);
  const kdf = kdfOf(json['kdf']);
  return {
    format: 'plugtrack-vault',
    formatVersion,
    minReaderVersion,
    appVersion,
    createdAt,
    device: deviceOf(json['device']),
    payload,
    ...(kdf && { kdf }),
    ...(counts && { counts }),
  };
}

function foreign(): never {
  refuse('backup/not_a_backup');
}

function jsonOrForeign(bytes: Uint8Array): JsonObject {
  try {
    return strictObject(bytes);
  } catch {
    return foreign();
  }
}

function deviceOf(value: JsonValue | undefined): VaultManifest['device'] {
  if (!isJsonObject(value) || typeof value['id'] !== 'string') return foreign();
  const { id, label } = value;
  return typeof label === 'string' ? { id, label } : { id };
}

function payloadOf(value: JsonValue | undefined): VaultManifest['payload'] {
  if (!isJsonObject(value)) return foreign();
  const { name, bytes, sha256 } = value;
  if (name !== ENCRYPTED_ENTRY && name !== PLAIN_ENTRY) return foreign();
  if (!isCount(bytes) || !isSha256(sha256)) return foreign();
  return { name, bytes, sha256 };
}

function kdfOf(value: JsonValue | undefined): VaultManifest['kdf'] {
  if (value === undefined) return undefined;
  if (!isJsonObject(value) || value['scheme'] !== 'age-scrypt') return foreign();
  if (!isCount(value['logN'])) return foreign();
  const kdf = { scheme: 'age-scrypt' as const, logN: value['logN'] };
  return value['reduced'] === true ? { ...kdf, reduced: true } : kdf;
}

function countsOf(value: JsonValue | undefined): VaultManifest['counts'] {
  if (!isJsonObject(value)) return undefined;
  const counts: Record<string, number> = {};
  for (const [table, rows] of Object.entries(value)) if (isCount(rows)) counts[table] = rows;
  return counts;
}
