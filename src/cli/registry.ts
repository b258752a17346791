import type { Command } from './command.ts';
import { analyticsDump } from './commands/analytics-dump.ts';
import { helpFor } from './commands/help.ts';
import { metricsDump } from './commands/metrics-dump.ts';
import { remindersRun } from './commands/reminders-run.ts';

const working: readonly Command[] = [metricsDump, analyticsDump, remindersRun];

/** Every command, in the order of the help. */
export const COMMANDS: readonly Command[] = [...working, helpFor(() => COMMANDS)];

/** A command by its name. */
export function commandNamed(name: string): Command | undefined {
  return COMMANDS.find((command) => command.name === name);
}
