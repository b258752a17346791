import type { App } from '#lib/app/app.ts';
import { useApp } from './app-context.ts';
import type { LiveFigures } from './live-estimate.ts';

/** Timers cannot wait longer; then they are set again. */
const LONGEST_WAIT_MS = 2 ** 31 - 1;

/** Where it is remembered, on this device only, for which target was called. */
const noticeKey = (sessionId: string): string => `target-reached:${sessionId}`;

/** True the first time a target of a session is asked about. */
async function isFirst(
  { drafts, clock }: Pick<App, 'drafts' | 'clock'>,
  sessionId: string,
  targetSoc: number,
): Promise<boolean> {
  const key = noticeKey(sessionId);
  const kept = await drafts.read(key).catch(() => undefined);
  if (kept?.value === targetSoc) return false;
  const draft = { key, commandId: sessionId, savedAt: clock.now(), value: targetSoc };
  await drafts.write(draft).catch(() => undefined);
  return true;
}

/**
 * Calls back once when a running charge should have reached its target, for the life of the
 * component. One timer waits for that moment, also while the page is hidden.
 */
export function onTargetReached(
  sessionId: string,
  figures: () => LiveFigures | undefined,
  reached: (targetSoc: number) => void,
): void {
  const app = useApp();
  const target = $derived(figures()?.targetSoc);
  const targetAt = $derived(figures()?.targetAt);
  const isDone = $derived(figures()?.done ?? false);
  $effect(() => {
    const [targetSoc, at] = [target, targetAt];
    if (targetSoc === undefined || (at === undefined && !isDone)) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const call = async (): Promise<void> => {
      if (await isFirst(app, sessionId, targetSoc)) reached(targetSoc);
    };
    const wait = (): void => {
      const left = (at ?? 0) - app.clock.now();
      if (left > 0) timer = setTimeout(wait, Math.min(left, LONGEST_WAIT_MS));
      else void call();
    };
    wait();
    return () => {
      clearTimeout(timer);
    };
  });
}
