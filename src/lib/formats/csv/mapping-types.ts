import type { DateOrder, DecimalMark, DistanceUnit } from './report.ts';

/** What a column of a foreign file can be. Profiles and saved mappings share these words. */
export const MAPPED_FIELDS = [
  'date',
  'start',
  'end',
  'startTime',
  'endTime',
  'zone',
  'chargingTime',
  'pluggedTime',
  'odometer',
  'current',
  'ratedPower',
  'peakPower',
  'placeLabel',
  'network',
  'energy',
  'batteryEnergy',
  'meterStart',
  'meterEnd',
  'socFrom',
  'socTo',
  'total',
  'pricePerKwh',
  'currency',
  'lineEnergy',
  'lineTime',
  'lineSessionFee',
  'lineIdle',
  'lineParking',
  'lineDiscount',
  'lineTax',
  'ambient',
  'preconditioning',
  'notes',
  'sourceCar',
  'sourceUser',
  'sourceId',
  'register',
  'ignore',
] as const;
export type MappedField = (typeof MAPPED_FIELDS)[number];

export const MAPPING_KINDS = ['sessions', 'intervals', 'readings'] as const;
export type MappingKind = (typeof MAPPING_KINDS)[number];

/** Draft fields a derived key may be built of. */
export const KEY_FIELDS = [
  'startedAt',
  'localDate',
  'odometerM',
  'energyWh',
  'placeLabel',
] as const;
export type KeyField = (typeof KEY_FIELDS)[number];

export interface ColumnChoice {
  readonly header: string;
  readonly field: MappedField;
  /** Where a quantity allows several: `Wh`, `kWh`, `MWh`, `km`, `mi`, `s`, `min`, `h`, `C`, `F` … */
  readonly unit?: string;
}

/** Values for every row of a file that has no column for them. */
export interface MappingConstants {
  readonly current?: 'AC' | 'DC';
  readonly placeLabel?: string;
  readonly network?: string;
  readonly sourceCar?: string;
  readonly sourceUser?: string;
}

/** A saved column mapping, as stored and as written to a file. */
export interface ColumnMapping {
  readonly format: 'plugtrack-mapping';
  readonly version: 1;
  readonly name: string;
  readonly kind: MappingKind;
  /** The record that holds the headers, counted from 1. Absent: found by the names. */
  readonly headerRow?: number;
  readonly delimiter?: string;
  readonly decimal?: DecimalMark;
  readonly dateOrder?: DateOrder;
  readonly timeZone?: string;
  readonly currency?: string;
  readonly distanceUnit?: DistanceUnit;
  readonly columns: readonly ColumnChoice[];
  readonly constants?: MappingConstants;
  readonly key?: readonly KeyField[];
}
