import { FULL_CHARGE_UNITS } from './car.ts';
import {
  COST_BASES,
  type CostBasis,
  CURRENTS,
  LINE_KINDS,
  PRECONDITIONINGS,
  PROVENANCES,
  SESSION_STATUSES,
} from './session.ts';
import { TARIFF_KINDS } from './tariff.ts';

type Shape = Readonly<Record<string, unknown>>;
/** The value as this version reads it: itself, one without what it does not know, or absent. */
type Reading = (value: unknown) => unknown;

const isShape = (value: unknown): value is Shape =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Text that is none of these is a choice of a newer version; what is no text is just wrong. */
const isUnknown = (choices: readonly string[], value: unknown): boolean =>
  typeof value === 'string' && !choices.includes(value);

const oneOf =
  (choices: readonly string[], otherwise?: string): Reading =>
  (value) =>
    isUnknown(choices, value) ? otherwise : value;

const fullCharge: Reading = (value) =>
  isShape(value) && isUnknown(FULL_CHARGE_UNITS, value['unit']) ? undefined : value;

const provenance: Reading = (value) => {
  if (!isShape(value)) return value;
  const known = Object.entries(value).filter(([, how]) => !isUnknown(PROVENANCES, how));
  return known.length === Object.keys(value).length ? value : Object.fromEntries(known);
};

const isUnknownLine = (line: unknown): boolean =>
  isShape(line) && isUnknown(LINE_KINDS, line['kind']);

/** However a total came about, it was paid: it counts like a typed one, which nothing derives anew. */
const cost: Reading = (value) => {
  if (!isShape(value)) return value;
  let known = value;
  if (isUnknown(COST_BASES, value['basis'])) {
    if (value['totalMicros'] === undefined) return undefined;
    known = { ...known, basis: 'typed_total' satisfies CostBasis };
  }
  const { lines } = value;
  if (Array.isArray(lines) && lines.some(isUnknownLine)) {
    known = { ...known, lines: lines.filter((line) => !isUnknownLine(line)) };
  }
  return known;
};

const current = oneOf(CURRENTS);

const READINGS: Readonly<Record<string, Readonly<Record<string, Reading>>>> = {
  cars: { fullCharge },
  tariffs: { kind: oneOf(TARIFF_KINDS), current },
  sessions: {
    // As where none is written.
    status: oneOf(SESSION_STATUSES, 'completed'),
    current,
    preconditioning: oneOf(PRECONDITIONINGS),
    cost,
    provenance,
  },
};

/**
 * A row as this version reads it: a choice it does not know, of a newer version, is absent. The
 * row itself when it knows them all. What is stored keeps the choice.
 */
export function readableRow<T extends object>(table: string, row: T): T {
  const readings = Object.hasOwn(READINGS, table) ? READINGS[table] : undefined;
  let readable: Record<string, unknown> | undefined;
  for (const field in readings) {
    const value = (row as Shape)[field];
    if (value === undefined || value === null) continue;
    const known = readings[field]?.(value);
    if (known === value) continue;
    readable ??= { ...(row as Shape) };
    if (known === undefined) Reflect.deleteProperty(readable, field);
    else readable[field] = known;
  }
  // For whom a price holds that is not for everybody is not known: it is nobody's.
  if (table === 'tariffs' && readable) Reflect.deleteProperty(readable, 'kind');
  return (readable as T | undefined) ?? row;
}
