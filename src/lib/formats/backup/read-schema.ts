import { isStamp } from '#lib/domain/clock.ts';
import type { TableKind } from '#lib/domain/merge/state.ts';
import { refuse } from '#lib/formats/archive/refusal.ts';
import { isJsonObject, type JsonValue } from '#lib/formats/json/strict-json.ts';
import { isTableName, SCHEMA_ENTRY } from './layout.ts';
import { isCount, isSha256, strictObject } from './read-json.ts';
import { checkReaderVersion } from './read-manifest.ts';
import { stateHashOf } from './state-hash.ts';
import type { VaultLimits, VaultSchema, VaultTableEntry } from './vault.ts';

/** The inner description: versions, limits, and the state hash over the tables it names. */
export function readSchema(bytes: Uint8Array, limits: VaultLimits): VaultSchema {
  const json = strictObject(bytes);
  if (json['format'] !== 'plugtrack-vault-data') refuse('backup/not_a_backup');
  const { formatVersion, minReaderVersion, schemaVersion } = json;
  if (!isCount(formatVersion, 1) || !isCount(minReaderVersion, 1)) return damaged();
  checkReaderVersion(minReaderVersion);
  if (!isCount(schemaVersion, 1)) return damaged();
  const { createdAt, deviceId, hlc, vaultId, stateHash } = json;
  if (typeof createdAt !== 'string' || typeof deviceId !== 'string') return damaged();
  if (typeof vaultId !== 'string' || !isStamp(hlc) || !isSha256(stateHash)) return damaged();
  const tables = tablesOf(json['tables']);
  checkRows(tables, limits);
  if (stateHashOf(tables) !== stateHash) return damaged();
  return {
    format: 'plugtrack-vault-data',
    formatVersion,
    minReaderVersion,
    schemaVersion,
    createdAt,
    deviceId,
    hlc,
    vaultId,
    stateHash,
    tables,
  };
}

function damaged(): never {
  refuse('backup/damaged', { entry: SCHEMA_ENTRY });
}

function tablesOf(value: JsonValue | undefined): VaultTableEntry[] {
  if (!Array.isArray(value)) return damaged();
  const tables = (value as readonly JsonValue[]).map(tableOf);
  let before = '';
  for (const { name } of tables) {
    if (name <= before) damaged();
    before = name;
  }
  return tables;
}

function tableOf(value: JsonValue): VaultTableEntry {
  if (!isJsonObject(value)) return damaged();
  const { name, kind, rows, bytes, sha256, fields } = value;
  if (typeof name !== 'string' || !isTableName(name)) return damaged();
  if (!isKind(kind) || !isCount(rows) || !isCount(bytes) || !isSha256(sha256)) return damaged();
  const table = { name, kind, rows, bytes, sha256 };
  return isWords(fields) ? { ...table, fields } : table;
}

function isKind(value: JsonValue | undefined): value is TableKind {
  return value === 'record' || value === 'entry' || value === 'event';
}

function isWords(value: JsonValue | undefined): value is Readonly<Record<string, string>> {
  return isJsonObject(value) && Object.values(value).every((word) => typeof word === 'string');
}

function checkRows(tables: readonly VaultTableEntry[], limits: VaultLimits): void {
  let all = 0;
  for (const { name, rows } of tables) {
    all += rows;
    if (rows > limits.tableRows) {
      refuse('backup/too_large', { limit: limits.tableRows, value: rows, entry: name });
    }
  }
  if (all > limits.rows) refuse('backup/too_large', { limit: limits.rows, value: all });
}
