import { EXACT_COLUMNS } from '#lib/formats/csv/exact-columns.ts';
import { readExactRow } from '#lib/formats/csv/exact-row.ts';
import type { Profile } from '#lib/formats/csv/profile.ts';

/** Our own lossless file. Its rows are read as they are, by a reader of their own. */
export const plugtrackCsv: Profile = {
  id: 'plugtrack-csv',
  provenance: 'measured',
  signatures: [['plugtrack_session_v1']],
  required: ['car_id', 'local_date', 'time_zone'],
  columns: [],
  extras: Object.fromEntries(EXACT_COLUMNS.map((column) => [column, [column]])),
  mark: '.',
  dates: {},
  ownId: true,
  keyParts: () => [],
  readRow: readExactRow,
};
