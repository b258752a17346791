import type { Content } from '#lib/domain/entity.ts';
import { validateSetting } from '#lib/domain/setting-rules.ts';
import { DEFAULT_SETTINGS, type SettingKey } from '#lib/domain/settings.ts';
import type { Tariff } from '#lib/domain/tariff.ts';
import { readMoney } from '#lib/formats/csv/money.ts';
import { readQuantity } from '#lib/formats/csv/quantities.ts';
import type { JsonValue } from '#lib/formats/json/strict-json.ts';
import type { ClassicFileReport, ClassicSettings } from './classic-backup.ts';
import { milesPerKwh, plainNumber } from './figures.ts';
import { readHomeRates } from './home-rates.ts';

const LOST = /^\[ENCRYPTED_\d+chars\]$/;
const HOME_RATE = 'home_charging_rate';

function pence(text: string): number | undefined {
  const money = readMoney(text, '.', true);
  return money?.per === '' ? money.micros : undefined;
}

function aliases(text: string): readonly string[] | undefined {
  const words = text
    .split(',')
    .map((alias) => alias.trim())
    .filter((alias) => alias !== '');
  return words.length === 0 ? undefined : words;
}

interface Reading {
  readonly key: SettingKey;
  readonly read: (text: string) => unknown;
}

const petrolPrice: Reading = { key: 'petrolPricePerLitreMicros', read: pence };
const petrolEconomy: Reading = { key: 'petrolEconomy', read: plainNumber };

/** The classic program's keys. Of two for one thing the first in the file that reads counts. */
const KEYS: Readonly<Record<string, Reading>> = {
  default_efficiency_mpkwh: { key: 'defaultEfficiencyMPerWh', read: milesPerKwh },
  petrol_price_p_per_litre: petrolPrice,
  petrol_ppl: petrolPrice,
  petrol_mpg: petrolEconomy,
  mpg_uk: petrolEconomy,
  home_aliases_csv: { key: 'homeAliases', read: aliases },
  home_charging_speed_kw: {
    key: 'homeChargerW',
    read: (text) => readQuantity(text, 'power', 'kw', '.'),
  },
  currency: { key: 'currency', read: (text) => text.toUpperCase() },
  efficiency_min: { key: 'efficiencyMinMPerWh', read: milesPerKwh },
  efficiency_max: { key: 'efficiencyMaxMPerWh', read: milesPerKwh },
  anchor_horizon_days: { key: 'anchorHorizonDays', read: plainNumber },
};

export interface ReadSettings {
  readonly settings: ClassicSettings;
  readonly tariffs: readonly Content<Tariff>[];
  readonly unused: readonly string[];
  readonly warnings: readonly ClassicFileReport[];
}

function isBlank(value: JsonValue): boolean {
  return value === null || (typeof value === 'string' && value.trim() === '');
}

/** The setting of a known key; absent if its value cannot be read or is out of range. */
function settingOf(key: string, value: JsonValue): readonly [SettingKey, unknown] | undefined {
  const reading = Object.hasOwn(KEYS, key) ? KEYS[key] : undefined;
  if (!reading || (typeof value !== 'string' && typeof value !== 'number')) return undefined;
  const read = reading.read(String(value).trim());
  if (read === undefined) return undefined;
  const valid = validateSetting(reading.key, read);
  return valid.ok ? [reading.key, valid.value] : undefined;
}

/** Takes out a band that is upside down, which says nothing. Returns the keys it came from. */
function dropReversedBand(settings: Record<string, unknown>): readonly string[] {
  const { efficiencyMinMPerWh: min, efficiencyMaxMPerWh: max } = {
    ...DEFAULT_SETTINGS,
    ...settings,
  };
  if (min < max) return [];
  return ['efficiency_min', 'efficiency_max'].filter((key) => {
    const name = KEYS[key]?.key ?? '';
    const isThere = settings[name] !== undefined;
    settings[name] = undefined;
    return isThere;
  });
}

/** Reads the settings of the classic program; none of them stops the others. */
export function readClassicSettings(
  json: Readonly<Record<string, JsonValue>>,
  tariffName: string,
): ReadSettings {
  const settings: Record<string, unknown> = {};
  const unused: string[] = [];
  const warnings: ClassicFileReport[] = [];
  let tariffs: readonly Content<Tariff>[] = [];
  for (const [key, value] of Object.entries(json)) {
    if (typeof value === 'string' && LOST.test(value.trim())) {
      warnings.push({ code: 'file/setting_not_recoverable', key });
      continue;
    }
    const isKnown = key === HOME_RATE || Object.hasOwn(KEYS, key);
    if (isKnown && isBlank(value)) continue;
    if (key === HOME_RATE) {
      const rates = readHomeRates(value, tariffName);
      tariffs = rates.tariffs;
      if (!rates.isWhole) unused.push(key);
      continue;
    }
    const setting = settingOf(key, value);
    if (setting && !Object.hasOwn(settings, setting[0])) settings[setting[0]] = setting[1];
    else unused.push(key);
  }
  if (Object.hasOwn(settings, 'petrolEconomy')) settings['petrolEconomyUnit'] = 'mpg_uk';
  unused.push(...dropReversedBand(settings));
  const present = Object.entries(settings).filter(([, value]) => value !== undefined);
  return { settings: Object.fromEntries(present), tariffs, unused, warnings };
}
