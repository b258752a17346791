/** Names of entries and numbers of versions that writer and reader share. */
export const FORMAT_VERSION = 1;
export const MIN_READER_VERSION = 1;
export const README_ENTRY = 'README.txt';
export const MANIFEST_ENTRY = 'manifest.json';
export const PLAIN_ENTRY = 'data.zip';
export const ENCRYPTED_ENTRY = 'data.zip.age';
export const SCHEMA_ENTRY = 'schema.json';
export const SHEET_ENTRY = 'sessions.csv';
export const ROWS_PER_CHUNK = 5_000;

const TABLE_NAME = /^[a-zA-Z][a-zA-Z0-9]{0,39}$/;

/** Whether a table may have this name. */
export function isTableName(name: string): boolean {
  return TABLE_NAME.test(name);
}

/** The entry that holds the rows of a table. */
export function tableEntry(name: string): string {
  return `tables/${name}.ndjson`;
}
