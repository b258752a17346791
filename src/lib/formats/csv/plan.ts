import type { Provenance } from '#lib/domain/session.ts';
import type { DateForm } from './dates.ts';
import type { MappedField, MappingConstants } from './mapping-types.ts';
import type { Profile } from './profile.ts';
import type { DecimalMark, ImportOptions } from './report.ts';
import type { Calendar } from './zones.ts';

/** A column of this file that a field is read from. */
export interface PlannedColumn {
  readonly index: number;
  readonly header: string;
  readonly unit: string;
  readonly minor: boolean;
  readonly mark: DecimalMark;
  readonly form: DateForm;
}

export type PlannedColumns = Readonly<Partial<Record<MappedField, PlannedColumn>>>;

/** Everything decided about a file before its rows are read. */
export interface Plan {
  readonly profile: Profile;
  readonly options: ImportOptions;
  readonly columns: PlannedColumns;
  readonly extras: Readonly<Record<string, PlannedColumn>>;
  readonly constants: MappingConstants;
  readonly headerCount: number;
  readonly currency: string;
  readonly pricePerKwhMicros?: number;
  readonly ignoresOffset: boolean;
  /** A cost column that is 0 on every row says nothing. */
  readonly ignoresTotal: boolean;
  readonly calendar: Calendar;
  /** Provenance by the set of filled fields, shared between rows. */
  readonly provenances: Map<number, Readonly<Record<string, Provenance>>>;
}
