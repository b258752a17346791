import type { Provenance } from '#lib/domain/session.ts';
import type { KeyPart } from '#lib/formats/ids.ts';
import type { DateForm } from './dates.ts';
import type { HeaderName } from './headers.ts';
import type { MappedField, MappingConstants } from './mapping-types.ts';
import type { DecimalMark, FileReport, ImportOptions } from './report.ts';
import type { Plan } from './plan.ts';
import type { RowOutcome } from './row-draft.ts';
import type { RowContext } from './row-context.ts';
import type { RowValues } from './row-values.ts';

export interface ProfileColumn {
  readonly field: MappedField;
  /** Header texts it goes by, compared without case, accents and units. */
  readonly headers: readonly string[];
  /** Beginnings of headers that carry more than a name, in the comparable form. */
  readonly startsWith?: readonly string[];
  /** The unit when neither the cell nor the header names one. */
  readonly unit?: string;
  /** Money in hundredths. */
  readonly minor?: boolean;
}

/** What `settle` may look at. */
export interface FileContents {
  readonly headers: readonly HeaderName[];
  readonly rows: readonly (readonly string[])[];
  readonly delimiter: string;
  readonly options: ImportOptions;
}

/** What a file's own headers and cells add to its profile. */
export interface FileSettings {
  readonly options?: Partial<ImportOptions>;
  readonly fileWarnings?: readonly FileReport[];
  readonly mark?: DecimalMark;
  readonly currency?: string;
  /** A price that stands in a header and holds for every row. */
  readonly pricePerKwhMicros?: number;
}

/** One foreign format: which headers give it away and what its columns mean. */
export interface Profile {
  readonly id: string;
  /** Whether its numbers come from a machine or from a person. */
  readonly provenance: Extract<Provenance, 'measured' | 'typed'>;
  /** Each list is one way to recognise the file: all its headers must be there. */
  readonly signatures: readonly (readonly string[])[];
  /** Headers without which a recognised file cannot be read. */
  readonly required?: readonly string[];
  readonly columns: readonly ProfileColumn[];
  /** Columns that only `accept` and `adjust` look at. */
  readonly extras?: Readonly<Record<string, readonly string[]>>;
  readonly constants?: MappingConstants;
  readonly mark: DecimalMark | 'infer';
  readonly dates: DateForm | 'infer';
  /** Whether the key is the source's own id, so that a later row replaces an earlier one. */
  readonly ownId: boolean;
  readonly keyParts: (values: RowValues, row: RowContext) => readonly KeyPart[];
  /** Which apostrophes in front of formula-like text are guards of the program that wrote it. */
  readonly guard?: 'ours' | 'v4';
  readonly ignoresOffset?: (options: ImportOptions) => boolean;
  /** A blank end is usual here and not worth a warning. */
  readonly endOptional?: boolean;
  /** The odometer is part of the key: an unreadable one rejects the row. */
  readonly odometerRequired?: boolean;
  readonly settle?: (file: FileContents) => FileSettings;
  /** A code when the row is nothing to import, before anything else is looked at. */
  readonly accept?: (row: RowContext) => string | undefined;
  /** Quirks of the source, after the cells were read and before they are checked together. */
  readonly adjust?: (values: RowValues, row: RowContext) => void;
  /** Reads the rows in its own way; everything above about cells then does not apply. */
  readonly readRow?: (plan: Plan, row: number, cells: readonly string[]) => RowOutcome;
}
