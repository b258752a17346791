import { parseArgs } from 'node:util';
import { ok, type Result } from '#lib/domain/result.ts';
import { misused, type Refusal } from './refusal.ts';

export interface Option {
  /** What stands for the value in the help; absent: the option takes none. */
  readonly value?: string;
  readonly short?: string;
  readonly about: string;
}

/** Every option of every command. A command may say its own word for one, as for --from. */
const OPTIONS = {
  vault: { value: 'FILE', about: 'the vault file that holds the data' },
  dataset: { value: 'FILE', about: 'the data as one JSON file; - reads standard input' },
  file: { value: 'FILE', about: 'the backup to look at' },
  with: { value: 'FILE', about: 'the vault to merge into it; may be given several times' },
  from: { value: 'DATE', about: 'only from this date on, YYYY-MM-DD' },
  to: { value: 'FILE', about: 'the file to write' },
  'to-date': { value: 'DATE', about: 'only up to and including this date' },
  car: { value: 'CAR', about: 'only this car, by id or exact name' },
  session: { value: 'ID', about: 'only this session' },
  request: { value: 'FILE', about: 'what is asked, as a JSON file; - reads standard input' },
  kind: { value: 'KIND', about: 'scenarios, blend (default) or best_stop' },
  soc: { value: 'PERCENT', about: 'charge from this state of charge' },
  target: { value: 'PERCENT', about: 'to this one' },
  stop: { value: 'PERCENT', about: 'where the DC charge of a blend ends' },
  'dc-kw': { value: 'KW', about: 'power of the DC charger' },
  'dc-price': { value: 'PRICE', about: 'a kWh there costs, such as 0.79' },
  'dc-fee': { value: 'MONEY', about: 'what is paid there once' },
  'home-price': { value: 'PRICE', about: 'a kWh at home costs (the cheapest of the home tariff)' },
  'home-kw': { value: 'KW', about: 'power at home (that of the newest home charges)' },
  'max-minutes': { value: 'MINUTES', about: 'longest charging time of a best stop, home included' },
  nights: { value: 'NUMBER', about: 'most nights at home of a best stop' },
  due: { about: 'only what is due, overdue or critical' },
  'exclude-preconditioned': { about: 'without sessions that warmed or cooled the car before' },
  'unknown-only': { about: 'only sessions whose cost is not known' },
  summary: { about: 'only the sums, without the list' },
  format: { value: 'json|csv', about: 'json (default) or csv' },
  output: { value: 'FILE', about: 'write there, and only a report to standard output' },
  locale: { value: 'LOCALE', about: 'how numbers are written, such as de-DE' },
  bom: { about: 'begin the file with a byte order mark' },
  unit: { value: 'mi|km', about: 'unit of distances' },
  unencrypted: { about: 'make a vault that anyone can read' },
  device: { value: 'LABEL', about: 'what this device is called in the vault' },
  'work-factor': { value: '16..20', about: 'how hard guessing the passphrase is (17)' },
  'battery-kwh': { value: 'N', about: 'usable battery of the new car' },
  currency: { value: 'CODE', about: 'home currency, such as EUR' },
  'create-car': { about: 'make the car that --car names, if there is none' },
  profile: { value: 'ID', about: 'the kind of file, where its headers do not tell' },
  mapping: { value: 'FILE', about: 'a saved column mapping (JSON)' },
  option: { value: 'KEY=VALUE', about: 'an answer about the file; may be given several times' },
  'include-zero': { about: 'keep charges of 0 kWh as cancelled sessions' },
  'include-deleted': { about: 'bring back rows of the file that are in the trash' },
  'probably-same': {
    value: 'keep|fill|take|both',
    about: 'for rows that are probably there already (fill)',
  },
  'price-from-tariffs': { about: 'work out costs that the file does not say' },
  mode: { value: 'merge|replace', about: 'what becomes of the data that is there (merge)' },
  'allow-mass-delete': { about: 'go on although many rows would be deleted' },
  'join-vaults': { about: 'merge also where the vaults have never been one' },
  'dry-run': { about: 'tell what would be done, and write nothing' },
  force: { about: 'replace the file if there is one' },
  yes: { about: 'do not ask before data is replaced' },
  table: { about: 'as a table to read' },
  'passphrase-file': { value: 'FILE', about: 'the passphrase of the vault is in this file' },
  'from-passphrase-file': { value: 'FILE', about: 'that of the file of --from, if another' },
  'with-passphrase-file': { value: 'FILE', about: 'that of the files of --with, if another' },
  today: { value: 'DATE', about: 'count as of this date, YYYY-MM-DD' },
  now: { value: 'INSTANT', about: 'the present moment, such as 2026-07-01T12:00:00Z' },
  'time-zone': { value: 'ZONE', about: 'zone of the local date, such as Europe/London' },
  pretty: { about: 'indent the JSON' },
  verbose: { short: 'v', about: 'tell more on standard error' },
  quiet: { short: 'q', about: 'tell nothing but errors on standard error' },
  help: { short: 'h', about: 'explain the command and end' },
  examples: { about: 'show examples of the command and end' },
} as const satisfies Readonly<Record<string, Option>>;

export type OptionName = keyof typeof OPTIONS;

/** Options that every command takes. */
export const COMMON_OPTIONS = [
  'today',
  'now',
  'time-zone',
  'pretty',
  'verbose',
  'quiet',
  'help',
  'examples',
] as const satisfies readonly OptionName[];
const COMMON: ReadonlySet<OptionName> = new Set(COMMON_OPTIONS);

/** Other words for options than those they usually have. */
export type OptionWords = Readonly<Partial<Record<OptionName, Option>>>;

/** Which options a command takes, and how. */
export interface Accepts {
  readonly options: readonly OptionName[];
  /** Those that may be given several times. */
  readonly repeatable?: readonly OptionName[];
  readonly wording?: OptionWords;
}

/** The options as typed: texts of those with a value, the empty text for those without. */
export class Given {
  readonly #values: ReadonlyMap<OptionName, readonly string[]>;

  constructor(values: ReadonlyMap<OptionName, readonly string[]> = new Map()) {
    this.#values = values;
  }

  has(name: OptionName): boolean {
    return this.#values.has(name);
  }

  /** The value; the first one of an option that was given several times. */
  get(name: OptionName): string | undefined {
    return this.#values.get(name)?.[0];
  }

  /** All values of an option that may be given several times, in their order. */
  all(name: OptionName): readonly string[] {
    return this.#values.get(name) ?? [];
  }
}

export interface Typed {
  /** The command and what follows it. */
  readonly words: readonly string[];
  readonly options: readonly TypedOption[];
}

interface TypedOption {
  /** Without dashes; short ones by their long name. */
  readonly name: string;
  /** As typed, for messages. */
  readonly raw: string;
  readonly value: string | undefined;
  readonly hasOwnValue: boolean;
}

function isOptionName(name: string): name is OptionName {
  return Object.hasOwn(OPTIONS, name);
}

/** How an option is written and what it does, in the words of a command if it has its own. */
export function optionOf(name: OptionName, wording: OptionWords = {}): Option {
  return wording[name] ?? OPTIONS[name];
}

/** Splits the arguments into words and options; which of these are allowed is `readGiven`'s. */
export function splitArguments(argv: readonly string[]): Typed {
  const options = Object.fromEntries(
    Object.keys(OPTIONS).map((name) => {
      const { value, short } = optionOf(name as OptionName);
      const type = value === undefined ? ('boolean' as const) : ('string' as const);
      return [name, short === undefined ? { type } : { type, short }];
    }),
  );
  // Not strict: its complaints throw, and do not know which command takes what.
  const { tokens } = parseArgs({ args: [...argv], options, strict: false, tokens: true });
  return {
    words: tokens.flatMap((token) => (token.kind === 'positional' ? [token.value] : [])),
    options: tokens.flatMap((token) => {
      if (token.kind !== 'option') return [];
      const { name, rawName: raw, value, inlineValue } = token;
      return [{ name, raw, value, hasOwnValue: inlineValue === true }];
    }),
  };
}

function problemOf(
  { name, raw, value, hasOwnValue }: TypedOption,
  given: ReadonlyMap<OptionName, readonly string[]>,
  { repeatable = [], wording }: Accepts,
): string | undefined {
  if (!isOptionName(name)) return `unknown option: ${raw}`;
  const { value: placeholder } = optionOf(name, wording);
  if (placeholder === undefined) return hasOwnValue ? `${raw} takes no value` : undefined;
  // What looks like the next option is not taken for a value; --name=-value is.
  const isNext = !hasOwnValue && value !== undefined && /^-./.test(value);
  if (value === undefined || value === '' || isNext) return `${raw} needs a value: ${placeholder}`;
  return given.has(name) && !repeatable.includes(name) ? `${raw} is given twice` : undefined;
}

/** The options by name, or what is wrong with them: unknown, not of this command, without a value. */
export function readGiven(
  options: readonly TypedOption[],
  accepts: Accepts,
): Result<Given, Refusal> {
  const given = new Map<OptionName, readonly string[]>();
  for (const option of options) {
    const problem = problemOf(option, given, accepts);
    if (problem !== undefined) return misused(problem);
    const name = option.name as OptionName;
    const isTaken = accepts.options.includes(name) || COMMON.has(name);
    if (!isTaken) return misused(`this command takes no ${option.raw}`);
    given.set(name, [...(given.get(name) ?? []), option.value ?? '']);
  }
  if (given.has('quiet') && given.has('verbose')) {
    return misused('--quiet and --verbose exclude each other');
  }
  return ok(new Given(given));
}
