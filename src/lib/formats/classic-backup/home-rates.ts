import { addDays, isLocalDate } from '#lib/domain/civil-date.ts';
import type { Content, LocalDate } from '#lib/domain/entity.ts';
import type { Tariff } from '#lib/domain/tariff.ts';
import { validateTariff } from '#lib/domain/validate-tariff.ts';
import { readMoney } from '#lib/formats/csv/money.ts';
import { isJsonObject, parseStrictJson, type JsonValue } from '#lib/formats/json/strict-json.ts';

/** What the classic program's rates were in. */
const ZONE = 'Europe/London';
const CURRENCY = 'GBP';

type HomeTariff = Content<Tariff>;

/** Settings hold texts; a rate is an object, or a text with the object's JSON. */
function unwrapped(value: JsonValue): JsonValue | undefined {
  if (typeof value !== 'string') return value;
  const json = parseStrictJson(value);
  return json.ok ? json.value : undefined;
}

/** Pounds, as a number or as a text. */
function priceMicros(value: JsonValue | undefined): number | undefined {
  if (typeof value !== 'string' && typeof value !== 'number') return undefined;
  const money = readMoney(String(value).trim(), '.');
  return money && !money.currency && money.per === '' ? money.micros : undefined;
}

function tariffOf(value: JsonValue, name: string): HomeTariff | undefined {
  if (!isJsonObject(value)) return undefined;
  const { rate_per_kwh: perKwh, rate, valid_from: validFrom, valid_to: validTo } = value;
  const isOpen = validTo === undefined || validTo === null || validTo === '';
  if (!isLocalDate(validFrom) || (!isOpen && !isLocalDate(validTo))) return undefined;
  const tariff = validateTariff({
    name,
    kind: 'home',
    currency: CURRENCY,
    timeZone: ZONE,
    validFrom,
    validTo: isOpen ? undefined : validTo,
    pricePerKwhMicros: priceMicros(perKwh ?? rate),
  });
  return tariff.ok ? tariff.value : undefined;
}

function until(tariff: HomeTariff): LocalDate {
  return tariff.validTo ?? '9999-12-31';
}

/** What remains of a tariff beside a later one: the days before it and those after it. */
function beside(tariff: HomeTariff, later: HomeTariff): HomeTariff[] {
  if (until(tariff) < later.validFrom || until(later) < tariff.validFrom) return [tariff];
  const left: HomeTariff[] = [];
  if (tariff.validFrom < later.validFrom)
    left.push({ ...tariff, validTo: addDays(later.validFrom, -1) });
  if (later.validTo !== undefined && later.validTo < until(tariff))
    left.push({ ...tariff, validFrom: addDays(later.validTo, 1) });
  return left;
}

/** Where rates overlap, the one that began later holds; so no two are valid on one day. */
function withoutOverlaps(tariffs: readonly HomeTariff[]): HomeTariff[] {
  const byStart = [...tariffs].sort((a, b) => (a.validFrom < b.validFrom ? -1 : 1));
  let kept: HomeTariff[] = [];
  for (const tariff of byStart)
    kept = [...kept.flatMap((earlier) => beside(earlier, tariff)), tariff];
  return kept.sort((a, b) => (a.validFrom < b.validFrom ? -1 : 1));
}

export interface HomeRates {
  readonly tariffs: readonly HomeTariff[];
  /** Nothing of the setting was left out. */
  readonly isWhole: boolean;
}

/** Home tariffs of the classic setting, one rate or a list. What cannot be read is left out. */
export function readHomeRates(value: JsonValue, name: string): HomeRates {
  const json = unwrapped(value);
  if (json === undefined) return { tariffs: [], isWhole: false };
  const rates = Array.isArray(json) ? (json as readonly JsonValue[]) : [json];
  const tariffs = rates
    .map((rate) => tariffOf(rate, name))
    .filter((tariff) => tariff !== undefined);
  return { tariffs: withoutOverlaps(tariffs), isWhole: tariffs.length === rates.length };
}
