import type { Command } from './command.ts';
import { COMMON_OPTIONS, type OptionName, optionOf, type OptionWords } from './options.ts';

const PROGRAM = 'plugtrack';

function optionTerm(name: OptionName, wording?: OptionWords): string {
  const { value, short } = optionOf(name, wording);
  const letter = short === undefined ? '' : `-${short}, `;
  return `${letter}--${name}${value === undefined ? '' : ` ${value}`}`;
}

/** Two columns, the second aligned. */
function table(rows: readonly (readonly [string, string])[]): string[] {
  const width = Math.max(...rows.map(([term]) => term.length));
  return rows.map(([term, about]) => `  ${term.padEnd(width)}  ${about}`);
}

function optionTable(
  names: readonly OptionName[],
  { required, wording }: Pick<Command, 'required' | 'wording'> = { required: [] },
): string[] {
  return table(
    names.map((name) => {
      const note = required.includes(name) ? ' (required)' : '';
      return [optionTerm(name, wording), `${optionOf(name, wording).about}${note}`];
    }),
  );
}

/** One line: what a call looks like. */
function usageLine({ name, words, options, required, oneOf = [], wording }: Command): string {
  const term = (option: OptionName) => optionTerm(option, wording);
  const choice = oneOf.length === 0 ? [] : [`(${oneOf.map(term).join(' | ')})`];
  const own = options
    .filter((option) => !oneOf.includes(option))
    .map((option) => (required.includes(option) ? term(option) : `[${term(option)}]`));
  return [
    PROGRAM,
    name,
    ...(words === undefined ? [] : [words]),
    ...choice,
    ...own,
    '[options]',
  ].join(' ');
}

function exampleLines({ examples }: Command): string[] {
  return examples.map((example) => `  ${PROGRAM} ${example}`);
}

const TODAY = [
  'The date to count from is --today, else the date in the data, else the date of --now or of',
  'the clock in --time-zone (the zone of this machine without it).',
];

const PASSPHRASE = [
  'The passphrase comes from --passphrase-file, else from PLUGTRACK_PASSPHRASE in the environment,',
  'else it is asked for. It is never an argument.',
];

const WRITING = [
  'What is written is read back before it takes the place of the vault, whose former content stays',
  'as FILE.previous. FILE.lock keeps a second writer out; FILE.device names this device.',
];

const STATUS = table([
  ['0', 'done'],
  ['1', 'failed, as {"error","message",…}; or done, but rows of the data were left out:'],
  [
    '',
    'the output is complete but for them, and standard error names them; or not done, because a',
  ],
  ['', 'question is open or too much would be deleted'],
  ['2', 'called wrongly: nothing on standard output'],
]);

/** The help of all commands together, with every example. */
export function overallHelp(commands: readonly Command[]): string {
  return [
    `Usage: ${PROGRAM} COMMAND [options]`,
    '',
    'Keeps PlugTrack data in vault files and computes its figures, as the app does. Standard output',
    'holds one JSON value; messages go to standard error. Nothing is sent anywhere.',
    '',
    'Commands',
    ...table(commands.map(({ name, summary }) => [name, summary])),
    '',
    'Options of every command',
    ...optionTable(COMMON_OPTIONS),
    '',
    'Exit status',
    ...STATUS,
    '',
    'Examples',
    ...commands.flatMap(exampleLines),
    '',
    `More about one command: ${PROGRAM} help COMMAND`,
    '',
  ].join('\n');
}

/** The help of one command. */
export function commandHelp(command: Command): string {
  const { options, summary, details } = command;
  const own = options.length === 0 ? [] : ['Options', ...optionTable(options, command), ''];
  return [
    `Usage: ${usageLine(command)}`,
    '',
    `${summary.slice(0, 1).toUpperCase()}${summary.slice(1)}.`,
    ...details,
    ...(options.includes('dataset') ? ['', ...TODAY] : []),
    ...(options.includes('passphrase-file') ? ['', ...PASSPHRASE] : []),
    ...(options.includes('dry-run') ? ['', ...WRITING] : []),
    '',
    ...own,
    'Options of every command',
    ...optionTable(COMMON_OPTIONS),
    '',
    'Options are --name VALUE or --name=VALUE; -- ends them. Ranges of dates are inclusive.',
    '',
    'Exit status',
    ...STATUS,
    '',
    'Examples',
    ...exampleLines(command),
    '',
  ].join('\n');
}

/** Only the examples, one a line, ready to copy. */
export function examplesText(commands: readonly Command[]): string {
  return commands.map((command) => `${exampleLines(command).join('\n')}\n`).join('\n');
}

/** What is said after a call that was wrong. */
export function usageHint(command: Command | undefined, commands: readonly Command[]): string {
  if (command) {
    return `Usage: ${usageLine(command)}\nSee: ${PROGRAM} help ${command.name}\n`;
  }
  const names = commands.map(({ name }) => name).join(', ');
  return `Usage: ${PROGRAM} COMMAND [options]\nCommands: ${names}\nSee: ${PROGRAM} help\n`;
}
