import path from 'node:path';
import { ok, type Result } from '#lib/domain/result.ts';
import type { Call, Done, Output } from './command.ts';
import type { Given } from './options.ts';
import { failed, misused, type Refusal } from './refusal.ts';

/** The text that an output is printed as: JSON on one line or indented, with a final line feed. */
export function outputText(output: Output, given: Given): string {
  if (output.kind === 'text') return output.text;
  const indent = given.has('pretty') ? 2 : undefined;
  return `${JSON.stringify(output.value, null, indent)}\n`;
}

/** The file --output names; absent for standard output, also when it is written `-`. */
function outputFile(given: Given): string | undefined {
  const file = given.get('output');
  return file === '-' ? undefined : file;
}

/** Whether a file to be written is one that the command reads. */
export function isInput(given: Given, file: string): boolean {
  const names = (['dataset', 'vault', 'file', 'from', 'with'] as const).flatMap((option) =>
    given.all(option),
  );
  return names.some((name) => path.resolve(name) === path.resolve(file));
}

/** Whether --output would not replace the data it is computed from. */
export function checkOutput(given: Given): Result<void, Refusal> {
  const file = outputFile(given);
  const isSame = file !== undefined && isInput(given, file);
  return isSame ? misused(`--output would replace the data: ${file}`) : ok();
}

/**
 * Writes what was done to the file --output names and leaves a report to print; without one it is
 * printed itself. Fails with `cli/not_written`.
 */
export async function delivered(
  done: Done,
  { given, world }: Call,
): Promise<Result<Done, Refusal>> {
  const file = outputFile(given);
  if (file === undefined) return ok(done);
  if (!(await world.write(file, outputText(done.output, given)))) {
    return failed('cli/not_written', `The file could not be written: ${file}`, { file });
  }
  const value = { ok: done.isPartial !== true, file };
  return ok({ ...done, output: { kind: 'document', value } });
}
