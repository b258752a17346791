import { spawn } from 'node:child_process';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

/** Helpers of the set-up scripts. Only Node's own modules: they run before anything is installed. */

export const projectRoot = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');

/** @param {string} file path below the project */
export function inProject(file) {
  return path.join(projectRoot, file);
}

/**
 * Runs a program in the project folder and shows its output.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {Record<string, string | undefined>} [env] added to the environment
 * @returns {Promise<number>} exit status; 1 when it could not start or was ended by a signal
 */
export function run(command, args, env = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: projectRoot,
      stdio: 'inherit',
      env: { ...process.env, ...env },
      // npm is a batch file on Windows, which needs a shell; our arguments hold no spaces.
      shell: process.platform === 'win32' && !path.isAbsolute(command),
    });
    child.on('error', (error) => {
      console.error(`${command}: ${error.message}`);
      resolve(1);
    });
    child.on('close', (code) => resolve(code ?? 1));
  });
}

/**
 * Runs the command-line program of an installed package with this same Node.
 * @param {string} file path below node_modules
 * @param {readonly string[]} args
 * @param {Record<string, string | undefined>} [env]
 */
export function runTool(file, args, env) {
  return run(process.execPath, [inProject(`node_modules/${file}`), ...args], env);
}

/**
 * Runs named steps in turn and stops at the first that fails.
 * @param {ReadonlyArray<readonly [string, () => Promise<number>]>} steps
 * @returns {Promise<string | undefined>} name of the step that failed
 */
export async function runSteps(steps) {
  for (const [name, step] of steps) {
    console.log(`\n▸ ${name}`);
    if ((await step()) !== 0) return name;
  }
  return undefined;
}
