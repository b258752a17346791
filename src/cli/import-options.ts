import { isCurrency } from '#lib/domain/currency.ts';
import { ok, type Result } from '#lib/domain/result.ts';
import type { Settings } from '#lib/domain/settings.ts';
import { isTimeZone } from '#lib/domain/time.ts';
import { parseMapping } from '#lib/formats/csv/mapping.ts';
import { PROFILES } from '#lib/formats/csv/profiles/registry.ts';
import { ENCODINGS, type ImportOptions } from '#lib/formats/csv/report.ts';
import type { Call } from './command.ts';
import { failure } from './failure-words.ts';
import { misused, type Refusal } from './refusal.ts';

type Check = (value: string) => boolean;
const among =
  (...values: readonly string[]): Check =>
  (value) =>
    values.includes(value);

/** What --option may say, and what each may be. */
const ANSWERS: ReadonlyMap<string, Check> = new Map([
  ['timeZone', isTimeZone],
  ['currency', isCurrency],
  ['locale', (value) => value !== ''],
  ['distanceUnit', among('km', 'mi')],
  ['encoding', among(...ENCODINGS)],
  ['dateOrder', among('day-first', 'month-first')],
  ['decimal', among('.', ',')],
  ['preconditioningZero', among('no', 'unknown')],
  ['v4Times', among('wall', 'utc')],
  ['electricFuelCodes', (value) => value !== ''],
]);

function answersOf(texts: readonly string[]): Result<Partial<ImportOptions>, Refusal> {
  const answers: Record<string, string | readonly string[]> = {};
  for (const text of texts) {
    const at = text.indexOf('=');
    const [key, value] = at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
    const check = ANSWERS.get(key);
    if (!check) {
      return misused(`--option is none of ${[...ANSWERS.keys()].join(', ')}: ${key}`);
    }
    if (!check(value)) return misused(`--option ${key} cannot be: ${value}`);
    answers[key] = key === 'electricFuelCodes' ? value.split(',') : value;
  }
  return ok(answers);
}

async function mappingOf(call: Call): Promise<Result<Partial<ImportOptions>, Refusal>> {
  const name = call.given.get('mapping');
  if (name === undefined) return ok({});
  const bytes = await call.world.read(name);
  if (!bytes) return misused(`--mapping cannot be read: ${name}`);
  const mapping = parseMapping(new TextDecoder().decode(bytes));
  if (!mapping.ok) return failure(mapping.error, { file: name });
  return ok({ mapping: mapping.value, profile: 'generic' });
}

/** What the call says about the files, over what the vault's settings and the machine propose. */
export async function importOptions(
  call: Call,
  settings: Settings,
): Promise<Result<ImportOptions, Refusal>> {
  const { given, world } = call;
  const answers = answersOf(given.all('option'));
  if (!answers.ok) return answers;
  const mapping = await mappingOf(call);
  if (!mapping.ok) return mapping;
  const profile = given.get('profile');
  if (
    profile !== undefined &&
    !PROFILES.some(({ id }) => id === profile) &&
    profile !== 'generic'
  ) {
    return misused(`--profile is none of those that "formats" lists: ${profile}`);
  }
  const zone = given.get('time-zone') ?? world.timeZone();
  return ok({
    timeZone: isTimeZone(zone) ? zone : 'UTC',
    currency: settings.currency,
    locale: settings.locale,
    distanceUnit: settings.distanceUnit,
    ...(given.has('include-zero') && { includeZero: true }),
    ...mapping.value,
    ...(profile !== undefined && { profile }),
    ...answers.value,
  });
}
