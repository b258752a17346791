import type { ColumnMapping, KeyField } from '#lib/formats/csv/mapping-types.ts';
import type { Profile } from '#lib/formats/csv/profile.ts';
import type { RowValues } from '#lib/formats/csv/row-values.ts';
import type { KeyPart } from '#lib/formats/ids.ts';

const DEFAULT_KEY: readonly KeyField[] = ['startedAt', 'odometerM', 'energyWh'];

function keyPart(values: RowValues, field: KeyField): KeyPart {
  // A row without a time is known by its date.
  return field === 'startedAt' ? (values.startedAt ?? values.localDate) : values[field];
}

/** A column mapping as a profile of its own. */
export function genericProfile(mapping: ColumnMapping): Profile {
  const hasSourceId = mapping.columns.some(({ field }) => field === 'sourceId');
  const key = mapping.key ?? DEFAULT_KEY;
  return {
    id: 'generic',
    provenance: 'typed',
    signatures: [mapping.columns.map(({ header }) => header)],
    columns: mapping.columns.map(({ header, field, unit }) => ({
      field,
      headers: [header],
      ...(unit !== undefined && { unit }),
    })),
    ...(mapping.constants && { constants: mapping.constants }),
    mark: mapping.decimal ?? 'infer',
    dates: mapping.dateOrder ? { order: mapping.dateOrder, serials: true } : 'infer',
    ownId: hasSourceId,
    keyParts: hasSourceId
      ? (values) => [values.sourceId]
      : (values) => key.map((field) => keyPart(values, field)),
  };
}
