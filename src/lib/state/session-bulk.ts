import type { App } from '#lib/app/app.ts';
import type { Done } from '#lib/app/facts.ts';
import type { AppError, Result } from '#lib/domain/result.ts';
import type { Session } from '#lib/domain/session.ts';
import type { Toasts } from './toasts.svelte.ts';

/** Rows are read in portions, so that counting many does not hold the page. */
const READ_AT_ONCE = 500;

/** How many of these sessions a test holds for. */
export async function countSessions(
  app: Pick<App, 'facts'>,
  ids: readonly string[],
  test: (session: Session) => boolean,
): Promise<number> {
  let count = 0;
  for (let from = 0; from < ids.length; from += READ_AT_ONCE) {
    const rows = await app.facts.read.getMany('sessions', ids.slice(from, from + READ_AT_ONCE));
    for (const row of rows) if (row && test(row)) count += 1;
  }
  return count;
}

/** What a command on several sessions answers. */
export type ManyDone = Result<Done<number>>;

interface UndoWords {
  undone(count: number): string;
  undoneKept(count: number): string;
  failed(error: AppError): string;
}

/** Says what a command did and offers the way back. */
export function sayDone(
  app: Pick<App, 'commands'>,
  toasts: Toasts,
  result: ManyDone,
  said: (count: number) => string,
  words: UndoWords,
): boolean {
  if (!result.ok) {
    toasts.add({ text: words.failed(result.error), tone: 'bad' });
    return false;
  }
  const { value, undo } = result.value;
  toasts.add({
    text: said(value),
    undo: async () => {
      const back = await app.commands.undo(undo);
      if (!back.ok) {
        toasts.add({ text: words.failed(back.error), tone: 'bad' });
        return;
      }
      const { undone, kept } = back.value.value;
      const parts = [words.undone(undone)];
      if (kept.length > 0) parts.push(words.undoneKept(kept.length));
      toasts.add({ text: parts.join('. ') });
    },
  });
  return true;
}
