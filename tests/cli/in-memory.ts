import { runCli } from '#cli/run-cli.ts';
import type { World } from '#cli/world.ts';
import type { Finished } from './processes.ts';

export interface InMemory extends Finished {
  /** What was written, by file name. */
  readonly written: ReadonlyMap<string, string>;
}

/** Runs a command with files in memory; `-` is standard input. The clock stands at 2026-06-30 23:30 UTC. */
export async function inMemory(
  argv: readonly string[],
  files: Readonly<Record<string, string | Uint8Array>> = {},
  world: Partial<World> = {},
): Promise<InMemory> {
  const [out, err]: [string[], string[]] = [[], []];
  const written = new Map<string, string>();
  const status = await runCli(argv, {
    read: (file) => {
      const content = files[file];
      const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
      return Promise.resolve(bytes);
    },
    write: (file, text) => {
      written.set(file, text);
      return Promise.resolve(true);
    },
    out: (text) => out.push(text),
    err: (text) => err.push(text),
    now: () => Date.UTC(2026, 5, 30, 23, 30),
    timeZone: () => 'UTC',
    ...world,
  });
  return { status, stdout: out.join(''), stderr: err.join(''), written };
}
