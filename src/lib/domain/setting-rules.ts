import { isLocalDate } from './civil-date.ts';
import { isCurrency } from './currency.ts';
import { isLocale } from './locale-forms.ts';
import { type FieldIssue, type Result, fail, ok } from './result.ts';
import {
  DEFAULT_SETTINGS,
  type SettingKey,
  type SettingRow,
  type SettingValue,
  type Settings,
} from './settings.ts';
import { wallMinutes } from './time.ts';
import { DISTANCE_UNITS, EFFICIENCY_UNITS, PETROL_ECONOMY_UNITS } from './units.ts';
import { isAllWellFormed } from './well-formed.ts';

type Problem = 'setting/type' | 'setting/range' | 'setting/order' | 'text/bad_character';
type Rule = (value: unknown) => Problem | undefined;

const MAX_MICROS = 1_000_000_000_000;

function number(min: number, max: number): Rule {
  return (value) => {
    if (typeof value !== 'number') return 'setting/type';
    // NaN fails both comparisons.
    return value >= min && value <= max ? undefined : 'setting/range';
  };
}

function integer(min: number, max: number): Rule {
  const inRange = number(min, max);
  return (value) =>
    inRange(value) ?? (Number.isInteger(value) ? undefined : ('setting/type' as const));
}

function text(isGood: (value: string) => boolean): Rule {
  return (value) => {
    if (typeof value !== 'string') return 'setting/type';
    return isGood(value) ? undefined : 'setting/range';
  };
}

function oneOf(values: readonly string[]): Rule {
  return text((value) => values.includes(value));
}

const aliases: Rule = (value) => {
  if (!Array.isArray(value) || value.some((alias) => typeof alias !== 'string')) {
    return 'setting/type';
  }
  if (!isAllWellFormed(value)) return 'text/bad_character';
  return value.length <= 20 ? undefined : 'setting/range';
};

const taxMicros = integer(0, MAX_MICROS);

const roadTaxRates: Rule = (value) => {
  if (!Array.isArray(value)) return 'setting/type';
  let latest = '';
  for (const rate of value as unknown[]) {
    if (typeof rate !== 'object' || rate === null) return 'setting/type';
    const { from, perMileMicros, annualMicros } = rate as Record<string, unknown>;
    if (!isLocalDate(from)) return 'setting/type';
    const problem = taxMicros(perMileMicros) ?? taxMicros(annualMicros);
    if (problem) return problem;
    if (from <= latest) return 'setting/order';
    latest = from;
  }
  return undefined;
};

const isSwitch: Rule = (value) => (typeof value === 'boolean' ? undefined : 'setting/type');

const soc = number(0, 100);
const share = number(0, 1);
const days = integer(1, 365);
const wallTime = text((value) => wallMinutes(value) !== undefined);
const efficiency = number(0.1, 40);

const RULES: Readonly<Record<SettingKey, Rule>> = {
  currency: text(isCurrency),
  locale: text(isLocale),
  distanceUnit: oneOf(DISTANCE_UNITS),
  efficiencyUnit: oneOf(EFFICIENCY_UNITS),
  homeAliases: aliases,
  petrolPricePerLitreMicros: integer(1, MAX_MICROS),
  petrolEconomy: number(0.1, 500),
  petrolEconomyUnit: oneOf(PETROL_ECONOMY_UNITS),
  efficiencyMinMPerWh: number(0.1, 20),
  efficiencyMaxMPerWh: efficiency,
  anchorHorizonDays: days,
  staleAnchorDays: days,
  uncertaintyHigh: number(0.001, 1),
  uncertaintyMedium: number(0.001, 1),
  odometerStepM: integer(0, 10_000),
  unusualMin: share,
  unusualMax: number(1, 10),
  refillMinEnergyWh: integer(0, 1_000_000),
  unloggedToleranceSoc: number(0, 10),
  fallbackEnabled: isSwitch,
  splitByCurve: isSwitch,
  fallbackDays: integer(1, 730),
  fallbackMinDistanceM: integer(0, 10_000_000),
  fallbackMinEnergyWh: integer(0, 1_000_000),
  defaultEfficiencyMPerWh: number(0.5, 20),
  chargingEfficiencyAc: number(0.5, 1),
  chargingEfficiencyDc: number(0.5, 1),
  chargingEfficiencyDays: integer(1, 1825),
  chargingEfficiencyMinSamples: integer(1, 50),
  chargingEfficiencyMinDeltaSoc: number(1, 100),
  chargingEfficiencyMin: number(0.1, 2),
  chargingEfficiencyMax: number(0.1, 2),
  fullChargeSoc: number(50, 100),
  dcTaperSoc: soc,
  finishAtHomeRatio: number(1, 20),
  finishAtHomeMinSoc: soc,
  storageDays: days,
  storageLowSoc: soc,
  storageHighSoc: soc,
  storageMaxDistanceM: integer(0, 1_000_000),
  lowSocSuggestion: soc,
  homeDeltaDays: days,
  rollingDays: days,
  chipEfficiencyGoodMPerWh: efficiency,
  chipEfficiencyBadMPerWh: efficiency,
  reminderUpcomingDays: integer(0, 365),
  reminderDueDays: integer(0, 365),
  reminderOverdueDays: integer(0, 365),
  homeChargerW: integer(500, 50_000),
  homeWindowStart: wallTime,
  homeWindowEnd: wallTime,
  plannerDcDefaultW: integer(1000, 1_000_000),
  odometerMaxPerDayM: integer(10_000, 10_000_000),
  odometerCoverageMin: share,
  hygieneLowSoc: soc,
  hygieneHighSoc: soc,
  capacityMinDeltaSoc: number(10, 100),
  capacityMinSamples: integer(3, 100),
  capacityWindow: integer(3, 100),
  capacityMinPct: number(1, 200),
  capacityMaxPct: number(1, 200),
  paceUnder: number(0.5, 1.5),
  paceOver: number(0.5, 1.5),
  roadTaxRates,
};

/** Every key of the settings, in the order of their declaration. */
export const SETTING_KEYS = Object.keys(RULES) as readonly SettingKey[];

/** Keys that may be cleared: those without a default, and the last fallback. */
const CLEARABLE: ReadonlySet<SettingKey> = new Set([
  'petrolPricePerLitreMicros',
  'petrolEconomy',
  'defaultEfficiencyMPerWh',
]);

/** Pairs whose first must be below the second. */
const ORDERED: readonly (readonly [SettingKey, SettingKey])[] = [
  ['efficiencyMinMPerWh', 'efficiencyMaxMPerWh'],
  ['uncertaintyHigh', 'uncertaintyMedium'],
  ['unusualMin', 'unusualMax'],
  ['chargingEfficiencyMin', 'chargingEfficiencyMax'],
  ['storageLowSoc', 'storageHighSoc'],
  ['reminderDueDays', 'reminderOverdueDays'],
  ['hygieneLowSoc', 'hygieneHighSoc'],
  ['capacityMinPct', 'capacityMaxPct'],
  ['paceUnder', 'paceOver'],
];

function isSettingKey(key: string): key is SettingKey {
  return Object.hasOwn(RULES, key);
}

function issue(field: string, code: string, value: unknown): FieldIssue {
  const shown = typeof value === 'string' || typeof value === 'number';
  return shown ? { field, code, value } : { field, code };
}

function isBelow(low: unknown, high: unknown): boolean {
  return typeof low === 'number' && typeof high === 'number' && low < high;
}

/**
 * Whether one setting may be stored. `null` clears it where that is allowed. With `current`
 * the value is also held against its counterpart (a minimum must be below its maximum).
 * Fails with `setting/unknown_key`, `setting/type`, `setting/range` or `setting/order`.
 */
export function validateSetting(
  key: string,
  value: unknown,
  current?: Settings,
): Result<SettingValue | null> {
  const refuse = (code: string) => fail(code, { fields: [issue(key, code, value)] });
  if (!isSettingKey(key)) return refuse('setting/unknown_key');
  if (value === null) return CLEARABLE.has(key) ? ok(null) : refuse('setting/type');
  const problem = RULES[key](value);
  if (problem) return refuse(problem);
  for (const [low, high] of current ? ORDERED : []) {
    if (key !== low && key !== high) continue;
    const pair = { ...current, [key]: value };
    if (!isBelow(pair[low], pair[high])) return refuse('setting/order');
  }
  return ok(value as SettingValue);
}

/**
 * The settings that stored rows mean. Missing = default, without value = cleared where allowed. What
 * cannot be read is reported and its default used; unknown keys are reported and ignored.
 */
export function readSettings(rows: Iterable<SettingRow>): {
  readonly settings: Settings;
  readonly issues: readonly FieldIssue[];
} {
  const settings: Record<string, unknown> = { ...DEFAULT_SETTINGS };
  const issues: FieldIssue[] = [];
  for (const { id, value } of rows) {
    // A row that lost its value was cleared; what cannot be cleared has its default.
    if (value === undefined && !CLEARABLE.has(id as SettingKey)) continue;
    const result = validateSetting(id, value ?? null);
    if (!result.ok) issues.push(...(result.error.fields ?? []));
    else settings[id] = result.value ?? undefined;
  }
  for (const [low, high] of ORDERED) {
    if (isBelow(settings[low], settings[high])) continue;
    issues.push(issue(low, 'setting/order', settings[low]));
    settings[low] = DEFAULT_SETTINGS[low];
    settings[high] = DEFAULT_SETTINGS[high];
  }
  const present = Object.entries(settings).filter(([, value]) => value !== undefined);
  // Every key was put there from the defaults or passed its rule.
  return { settings: Object.fromEntries(present) as unknown as Settings, issues };
}
