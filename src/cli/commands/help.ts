import { ok } from '#lib/domain/result.ts';
import type { Command } from '#cli/command.ts';
import { commandHelp, overallHelp } from '#cli/help-text.ts';
import { misused } from '#cli/refusal.ts';

/** The command that explains the others; they are asked for late, because it is one of them. */
export function helpFor(commands: () => readonly Command[]): Command {
  return {
    name: 'help',
    summary: 'what there is, or one command with its options',
    details: [],
    options: [],
    required: [],
    words: '[COMMAND]',
    examples: ['help', 'help metrics-dump'],
    run: ({ words }) => {
      const [wanted] = words;
      const command = commands().find(({ name }) => name === wanted);
      if (wanted !== undefined && !command) {
        return Promise.resolve(misused(`unknown command: ${wanted}`));
      }
      const text = command ? commandHelp(command) : overallHelp(commands());
      return Promise.resolve(ok({ output: { kind: 'text', text } }));
    },
  };
}
