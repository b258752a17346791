import { ok, type Result } from '#lib/domain/result.ts';
import type { Command, Done } from './command.ts';
import { commandHelp, examplesText, overallHelp, usageHint } from './help-text.ts';
import { notesFor } from './notes.ts';
import { outputText } from './output.ts';
import { Given, readGiven, splitArguments, type Typed } from './options.ts';
import { misused, type Refusal } from './refusal.ts';
import { commandNamed, COMMANDS } from './registry.ts';
import { checkWhen } from './when.ts';
import type { World } from './world.ts';

const DONE = 0;
const FAILED = 1;
const MISUSED = 2;
type Status = typeof DONE | typeof FAILED | typeof MISUSED;

/** What --help or --examples ask for in place of running the command. */
function textAsked(given: Given, command: Command | undefined): Done | undefined {
  let text: string;
  if (given.has('help')) text = command ? commandHelp(command) : overallHelp(COMMANDS);
  else if (given.has('examples')) text = examplesText(command ? [command] : COMMANDS);
  else return undefined;
  return { output: { kind: 'text', text } };
}

function checkCall(
  command: Command,
  given: Given,
  words: readonly string[],
): Result<void, Refusal> {
  const missing = command.required.find((name) => !given.has(name));
  if (missing !== undefined) return misused(`--${missing} is missing`);
  const { oneOf = [] } = command;
  const chosen = oneOf.filter((name) => given.has(name));
  const names = oneOf.map((name) => `--${name}`);
  if (names.length > 0 && chosen.length === 0) return misused(`${names.join(' or ')} is missing`);
  if (chosen.length > 1) return misused(`${names.join(' and ')} exclude each other`);
  const spare = words[command.words === undefined ? 0 : 1];
  if (spare !== undefined) return misused(`unexpected argument: ${spare}`);
  return checkWhen(given, command.wording);
}

async function runCommand(
  command: Command,
  given: Given,
  words: readonly string[],
  world: World,
): Promise<Result<Done, Refusal>> {
  const instead = textAsked(given, command);
  if (instead) return ok(instead);
  const checked = checkCall(command, given, words);
  if (!checked.ok) return checked;
  return command.run({ words, given, notes: notesFor(world, given), world });
}

function finish(
  result: Result<Done, Refusal>,
  given: Given,
  command: Command | undefined,
  world: World,
): Status {
  if (result.ok) {
    const { output, isPartial = false } = result.value;
    world.out(outputText(output, given));
    return isPartial ? FAILED : DONE;
  }
  if (result.error.kind === 'usage') {
    world.err(`plugtrack: ${result.error.problem}\n${usageHint(command, COMMANDS)}`);
    return MISUSED;
  }
  const { code, message, details, isBare } = result.error;
  world.err(`plugtrack: ${message}\n`);
  const value = isBare ? { error: code } : { error: code, message, ...details };
  world.out(outputText({ kind: 'document', value }, given));
  return FAILED;
}

/** A call without a command: fine only when it asks for help. */
function runWithoutCommand({ options }: Typed, world: World): Status {
  const given = readGiven(options, { options: [] });
  const text = given.ok ? textAsked(given.value, undefined) : undefined;
  if (given.ok && text) return finish(ok(text), given.value, undefined, world);
  world.err(overallHelp(COMMANDS));
  return MISUSED;
}

/**
 * Runs one call of the command line and returns its exit status: 0 done, 1 failed or rows left
 * out, 2 called wrongly. Bugs throw.
 */
export async function runCli(argv: readonly string[], world: World): Promise<Status> {
  const typed = splitArguments(argv);
  const [name, ...words] = typed.words;
  if (name === undefined) return runWithoutCommand(typed, world);
  const command = commandNamed(name);
  const none = new Given();
  if (!command) return finish(misused(`unknown command: ${name}`), none, undefined, world);
  const given = readGiven(typed.options, command);
  if (!given.ok) return finish(given, none, command, world);
  return finish(await runCommand(command, given.value, words, world), given.value, command, world);
}
