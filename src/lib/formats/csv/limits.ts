/** What a text import may hold. Counted on what is there, never on what a file claims. */
export const IMPORT_LIMITS = {
  fileBytes: 200_000_000,
  rows: 1_000_000,
  columns: 200,
  recordBytes: 1_000_000,
  cellBytes: 64_000,
} as const;

/** Records among which the header, the delimiter and a `sep=` line are looked for. */
export const HEAD_RECORDS = 20;
