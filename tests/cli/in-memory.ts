import { runCli } from '#cli/run-cli.ts';
import type { World } from '#cli/world.ts';
import { memoryDisk, type MemoryFiles } from './memory-disk.ts';
import type { Finished } from './processes.ts';

export type FileContents = Readonly<Record<string, string | Uint8Array>>;

/** A machine in memory whose files outlast a command. */
export interface MemoryMachine {
  readonly files: MemoryFiles;
  run(argv: readonly string[], world?: Partial<World>): Promise<Finished>;
}

const bytesOf = (content: string | Uint8Array): Uint8Array =>
  typeof content === 'string' ? new TextEncoder().encode(content) : content;

/** A machine with files in memory; `-` is standard input. The clock stands at 2026-06-30 23:30 UTC. */
export function memoryMachine(contents: FileContents = {}): MemoryMachine {
  const files: MemoryFiles = new Map(
    Object.entries(contents).map(([name, content]) => [name, bytesOf(content)]),
  );
  let devices = 0;
  const run = async (argv: readonly string[], world: Partial<World> = {}): Promise<Finished> => {
    const [out, err]: [string[], string[]] = [[], []];
    const status = await runCli(argv, {
      version: '0.0.0',
      read: (file) => Promise.resolve(files.get(file)),
      write: (file, content) => {
        files.set(file, bytesOf(content));
        return Promise.resolve(true);
      },
      out: (text) => out.push(text),
      err: (text) => err.push(text),
      now: () => Date.UTC(2026, 5, 30, 23, 30),
      timeZone: () => 'UTC',
      environment: () => undefined,
      randomHex: (bytes) => (devices += 1).toString(16).padStart(2 * bytes, '0'),
      self: { pid: 4711 },
      isRunning: () => false,
      disk: memoryDisk(files),
      terminal: {
        secret: () => Promise.resolve(undefined),
        confirm: () => Promise.resolve(undefined),
      },
      ...world,
    });
    return { status, stdout: out.join(''), stderr: err.join('') };
  };
  return { files, run };
}

export interface InMemory extends Finished {
  /** What was written, by file name. */
  readonly written: ReadonlyMap<string, string>;
}

/** Runs one command with files in memory. */
export async function inMemory(
  argv: readonly string[],
  contents: FileContents = {},
  world: Partial<World> = {},
): Promise<InMemory> {
  const machine = memoryMachine(contents);
  const before = new Map(machine.files);
  const finished = await machine.run(argv, world);
  const written = [...machine.files]
    .filter(([name, bytes]) => before.get(name) !== bytes)
    .map(([name, bytes]) => [name, new TextDecoder().decode(bytes)] as const);
  return { ...finished, written: new Map(written) };
}
