import { readHeader } from '#lib/formats/csv/headers.ts';
import type { MappedField } from '#lib/formats/csv/mapping-types.ts';
import { HEADER_WORDS } from '#lib/formats/csv/synonyms.ts';
import type { CurveLine } from './curve-lines.ts';

type Role = 'date' | 'time' | 'soc' | 'power';

/** Where the values of a point stand, and the unit the header gives them, lower case. */
export interface CurveColumns {
  readonly date?: number;
  readonly time: number;
  readonly timeUnit: string;
  readonly soc: number;
  readonly power: number;
  readonly powerUnit: string;
  /** Columns of the header; a longer line is not what it says. */
  readonly count: number;
}

/** What the words of charging logs lack, in the languages that they know. */
const OWN_WORDS: Readonly<Record<Role, string>> = {
  date: '',
  time: 'elapsed|elapsed time|timestamp|time stamp|datetime|date time|clock|t|seconds|minutes|zeitstempel|laufzeit|sekunden|minuten|temps|horodatage|secondes|seconden|tiempo|segundos|minutos|tempo|secondi|minuti|tidspunkt|tidpunkt|tidsstempel|sekunder|minutter|minuter',
  soc: 'soc|state of charge|charge level|battery|battery level|battery percent|battery percentage|usable battery level|ladestand|ladezustand|akku|akkustand|batterie|batteriestand|niveau de batterie|niveau de charge|etat de charge|batterij|accu|laadniveau|bateria|nivel de bateria|nivel de carga|estado de carga|batteria|livello batteria|livello di carica|stato di carica|batteri|batteriniva|ladeniva|ladetilstand|laddniva|laddningsniva',
  power:
    'charging power|charge power|battery power|dc power|ac power|power in|kw|w|watt|watts|puissance de charge|laadvermogen|potencia de carga|potenza di ricarica|ladeeffekt|laddeffekt',
};
const SHARED_WORDS: Readonly<Record<Role, readonly MappedField[]>> = {
  date: ['date'],
  time: ['startTime', 'start', 'chargingTime'],
  soc: [],
  power: ['ratedPower'],
};
const ROLES: readonly Role[] = ['soc', 'power', 'date', 'time'];
/** Alone these name a quantity too, wherever they stand in a header. */
const TELLING_WORDS: Readonly<Record<Role, RegExp>> = {
  date: /^$/,
  time: /^(?:time|timestamp|elapsed|seconds|minutes|zeit|temps|tijd|tiempo|tempo|tid)$/,
  soc: /^(?:soc|ladestand|ladezustand)$/,
  power: /^(?:power|leistung|ladeleistung|puissance|vermogen|potencia|potenza|effekt|kw)$/,
};
const UNITS = /^(?:kw|w|s|sec|seconds?|min|minutes?|h|ms|%|pct|percent)$/;
const UNIT_WORDS: Readonly<Record<string, string>> = {
  watt: 'w',
  watts: 'w',
  sekunden: 's',
  secondes: 's',
  seconden: 's',
  segundos: 's',
  secondi: 's',
  sekunder: 's',
  minuten: 'min',
  minutos: 'min',
  minuti: 'min',
  minutter: 'min',
  minuter: 'min',
};

const ROLE_BY_WORD: ReadonlyMap<string, Role> = new Map(
  ROLES.flatMap((role) => {
    const shared = HEADER_WORDS.filter(([field]) => SHARED_WORDS[role].includes(field));
    const words = [OWN_WORDS[role], ...shared.map(([, list]) => list)].join('|').split('|');
    return words.filter((word) => word !== '').map((word): [string, Role] => [word, role]);
  }).reverse(),
);

interface Guess {
  readonly index: number;
  readonly role: Role;
  readonly unit: string;
  readonly isExact: boolean;
}

function unitOf(word: string): string {
  return UNIT_WORDS[word] ?? (UNITS.test(word) ? word : '');
}

/** What a header names: by all its words, by all but a unit at its end, or by a telling one. */
function guess(cell: string, index: number): Guess[] {
  const { name, unit } = readHeader(cell);
  const words = name.split(/[^\p{L}\p{N}%]+/u).filter((word) => word !== '');
  const last = words.at(-1) ?? '';
  const exact = ROLE_BY_WORD.get(words.join(' ')) ?? ROLE_BY_WORD.get(name);
  if (exact) return [{ index, role: exact, unit: unit || unitOf(last), isExact: true }];
  const bare = unitOf(last) === '' ? undefined : ROLE_BY_WORD.get(words.slice(0, -1).join(' '));
  if (bare) return [{ index, role: bare, unit: unit || unitOf(last), isExact: true }];
  return ROLES.filter((role) => words.some((word) => TELLING_WORDS[role].test(word))).map(
    (role) => ({ index, role, unit: unit || unitOf(last), isExact: false }),
  );
}

/** The first column that is named just so, else the only one that is named like it. */
function pick(guesses: readonly Guess[], role: Role): Guess | undefined {
  const found = guesses.filter((one) => one.role === role);
  const exact = found.find((one) => one.isExact);
  return exact ?? (found.length === 1 ? found[0] : undefined);
}

/** Whether a line holds words that name a charge level and a power: then it is the header. */
export function isCurveHeader({ cells }: CurveLine): boolean {
  const roles = new Set(cells.flatMap(guess).map(({ role }) => role));
  return roles.has('soc') && roles.has('power');
}

/** The columns that a header names; absent when time, charge level or power have none. */
export function columnsOf(cells: readonly string[]): CurveColumns | undefined {
  const guesses = cells.flatMap(guess);
  const [date, clock, soc, power] = (['date', 'time', 'soc', 'power'] as const).map((role) =>
    pick(guesses, role),
  );
  const time = clock ?? date;
  if (!time || !soc || !power) return undefined;
  return {
    ...(date && clock && { date: date.index }),
    time: time.index,
    timeUnit: time.unit,
    soc: soc.index,
    power: power.index,
    powerUnit: power.unit === 'kw' || power.unit === 'w' ? power.unit : '',
    count: cells.length,
  };
}

/** Time, charge level and power, in this order: for a text that does not say. */
export const USUAL_COLUMNS: CurveColumns = {
  time: 0,
  timeUnit: '',
  soc: 1,
  power: 2,
  powerUnit: '',
  count: 3,
};
