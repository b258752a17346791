import type { ColumnChoice, ColumnMapping } from '#lib/state/import-types.ts';

/** Whether all columns of a mapping are in the file. */
export function fitsFile(mapping: ColumnMapping, headers: readonly string[]): boolean {
  return mapping.columns.every(({ header }) => headers.includes(header));
}

/** One choice per column of the file: as the mapping says, else left out. */
export function mappingFor(
  headers: readonly string[],
  mapping: ColumnMapping | undefined,
): ColumnChoice[] {
  return headers.map(
    (header) =>
      mapping?.columns.find((column) => column.header === header) ?? { header, field: 'ignore' },
  );
}

/** A stored mapping of sessions, if it is one: it may have come from elsewhere. */
export function mappingOf(
  value: unknown,
  fields: Readonly<Record<string, string>>,
): ColumnMapping | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { format, version, kind, name, columns } = value as Partial<ColumnMapping>;
  const isMapping = format === 'plugtrack-mapping' && version === 1 && kind === 'sessions';
  if (!isMapping || typeof name !== 'string' || !Array.isArray(columns)) return undefined;
  const known = (columns as readonly Partial<ColumnChoice>[]).every(
    ({ header, field }) =>
      typeof header === 'string' && typeof field === 'string' && Object.hasOwn(fields, field),
  );
  return known ? (value as ColumnMapping) : undefined;
}
