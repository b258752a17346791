import type { MappedField } from './mapping-types.ts';
import type { Quantity } from './quantities.ts';

/** What kind of cell a field is read from. */
export type FieldKind = Quantity | 'money' | 'date' | 'text';

const KINDS: Readonly<Partial<Record<MappedField, FieldKind>>> = {
  date: 'date',
  start: 'date',
  end: 'date',
  chargingTime: 'duration',
  pluggedTime: 'duration',
  odometer: 'distance',
  ratedPower: 'power',
  peakPower: 'power',
  energy: 'energy',
  batteryEnergy: 'energy',
  meterStart: 'energy',
  meterEnd: 'energy',
  socFrom: 'percent',
  socTo: 'percent',
  total: 'money',
  pricePerKwh: 'money',
  lineEnergy: 'money',
  lineTime: 'money',
  lineSessionFee: 'money',
  lineIdle: 'money',
  lineParking: 'money',
  lineDiscount: 'money',
  lineTax: 'money',
  ambient: 'temperature',
};

const DEFAULT_UNITS: Readonly<Partial<Record<FieldKind, string>>> = {
  energy: 'kwh',
  duration: 'min',
  power: 'kw',
  percent: '%',
  temperature: 'c',
};

export function fieldKind(field: MappedField): FieldKind {
  return KINDS[field] ?? 'text';
}

/** The usual unit of a kind when nothing names one; a distance has none and must be asked. */
export function defaultUnit(kind: FieldKind): string | undefined {
  return DEFAULT_UNITS[kind];
}
