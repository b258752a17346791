import process from 'node:process';
import { createInterface } from 'node:readline';
import type { Terminal } from './world.ts';

const INTERRUPTED = 130;
const [CTRL_C, CTRL_D, BACKSPACE, DELETE] = ['\u0003', '\u0004', '\b', '\u007f'];

/** What is typed up to the line's end, without an echo. */
function readHidden(question: string): Promise<string> {
  const { stdin } = process;
  stdin.setRawMode(true);
  stdin.setEncoding('utf8');
  stdin.resume();
  // Only now: what is typed at once would be shown otherwise.
  process.stderr.write(question);
  return new Promise((resolve) => {
    const typed: string[] = [];
    const finish = (): void => {
      stdin.off('data', take);
      stdin.setRawMode(false);
      stdin.pause();
      process.stderr.write('\n');
      resolve(typed.join(''));
    };
    const take = (text: string): void => {
      for (const key of text) {
        if (key === CTRL_C) {
          stdin.setRawMode(false);
          process.stderr.write('\n');
          process.exit(INTERRUPTED);
        }
        if (key === '\r' || key === '\n' || key === CTRL_D) {
          finish();
          return;
        }
        if (key === BACKSPACE || key === DELETE) typed.pop();
        else typed.push(key);
      }
    };
    stdin.on('data', take);
  });
}

/** Questions go to standard error: standard output belongs to the command. */
export const nodeTerminal: Terminal = {
  secret: (question) => {
    if (!process.stdin.isTTY || !process.stderr.isTTY) return Promise.resolve(undefined);
    return readHidden(question);
  },
  confirm: (question) => {
    if (!process.stdin.isTTY || !process.stderr.isTTY) return Promise.resolve(undefined);
    const asking = createInterface({ input: process.stdin, output: process.stderr });
    return new Promise((resolve) => {
      // Closed without an answer: nothing was agreed to.
      asking.once('close', () => {
        resolve(false);
      });
      asking.question(`${question} [y/N] `, (answer) => {
        resolve(/^y(es)?$/i.test(answer.trim()));
        asking.close();
      });
    });
  },
};
