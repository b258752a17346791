import { parseArgs } from 'node:util';
import { ok, type Result } from '#lib/domain/result.ts';
import { misused, type Refusal } from './refusal.ts';

interface Option {
  /** What stands for the value in the help; absent: the option takes none. */
  readonly value?: string;
  readonly short?: string;
  readonly about: string;
}

/** Every option of every command: one name means the same wherever it is taken. */
const OPTIONS = {
  dataset: { value: 'FILE', about: 'the data as one JSON file; - reads standard input' },
  car: { value: 'CAR', about: 'only this car, by id or exact name' },
  session: { value: 'ID', about: 'only this session' },
  from: { value: 'DATE', about: 'only from this date on, YYYY-MM-DD' },
  'to-date': { value: 'DATE', about: 'only up to and including this date' },
  due: { about: 'only what is due, overdue or critical' },
  'exclude-preconditioned': { about: 'without sessions that warmed or cooled the car before' },
  format: { value: 'json|csv', about: 'json (default) or csv' },
  output: { value: 'FILE', about: 'write there, and only a report to standard output' },
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

/** The options as typed: texts of those with a value, the empty text for those without. */
export type Given = ReadonlyMap<OptionName, string>;

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

/** How an option is written and what it does. */
export function optionOf(name: OptionName): Option {
  return OPTIONS[name];
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

function problemOf(option: TypedOption, given: Given): string | undefined {
  const { name, raw, value, hasOwnValue } = option;
  if (!isOptionName(name)) return `unknown option: ${raw}`;
  const { value: placeholder } = optionOf(name);
  if (placeholder === undefined) return hasOwnValue ? `${raw} takes no value` : undefined;
  // What looks like the next option is not taken for a value; --name=-value is.
  const isNext = !hasOwnValue && value !== undefined && /^-./.test(value);
  if (value === undefined || value === '' || isNext) return `${raw} needs a value: ${placeholder}`;
  return given.has(name) ? `${raw} is given twice` : undefined;
}

/** The options by name, or what is wrong with them: unknown, not of this command, without a value. */
export function readGiven(
  options: readonly TypedOption[],
  allowed: readonly OptionName[],
): Result<Given, Refusal> {
  const given = new Map<OptionName, string>();
  for (const option of options) {
    const problem = problemOf(option, given);
    if (problem !== undefined) return misused(problem);
    const name = option.name as OptionName;
    if (!allowed.includes(name)) return misused(`this command takes no ${option.raw}`);
    given.set(name, option.value ?? '');
  }
  if (given.has('quiet') && given.has('verbose')) {
    return misused('--quiet and --verbose exclude each other');
  }
  return ok(given);
}
