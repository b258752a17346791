/** What some browsers have of wake locks. */
type Screen = Partial<Pick<Navigator, 'wakeLock'>>;

export const canKeepAwake = (browser: Screen = navigator): Promise<boolean> =>
  Promise.resolve('wakeLock' in browser);

/**
 * Keeps the screen on until the answer is called. The browser lets go whenever the page is hidden;
 * it is asked again when the page is back.
 */
export function keepAwake(
  browser: Screen = navigator,
  page: Document = document,
): Promise<() => void> {
  let isWanted = true;
  let held: WakeLockSentinel | undefined;
  const ask = async (): Promise<void> => {
    if (page.visibilityState !== 'visible') return;
    const lock = await browser.wakeLock?.request('screen');
    if (isWanted) held = lock;
    else await lock?.release();
  };
  // Refused when the battery is low: then the screen goes dark as always.
  const look = (): void => void ask().catch(() => undefined);
  look();
  page.addEventListener('visibilitychange', look);
  return Promise.resolve(() => {
    isWanted = false;
    page.removeEventListener('visibilitychange', look);
    void held?.release().catch(() => undefined);
  });
}
