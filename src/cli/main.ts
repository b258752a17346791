import process from 'node:process';
import { nodeWorld } from './node-world.ts';
import { runCli } from './run-cli.ts';

/**
 * The command line as a process. The exit status is set and the process left to end by itself, so
 * that what goes into a pipe arrives whole.
 */
export async function main(argv: readonly string[], version: string): Promise<void> {
  // Node does not have it yet; rules about dates need it before the first row is looked at.
  if (!('Temporal' in globalThis)) await import('temporal-polyfill/global');
  // Who reads the output may stop early, as `head` does; there is nothing left to do then.
  process.stdout.on('error', () => process.exit(1));
  process.exitCode = await runCli(argv, nodeWorld(version));
}
