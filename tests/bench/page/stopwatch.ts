/** What runs in every measured page. */
export interface Stopwatch {
  /** When the last tap or choice of a file was. */
  touchedAt: number;
  /** The time at which `isThere` held and had been painted; looks at every change of the page. */
  painted(isThere: () => boolean): Promise<number>;
}

declare global {
  interface Window {
    stopwatch: Stopwatch;
  }
}

/** Handed to the browser as text: it may use nothing from outside of it. */
export function installStopwatch(): void {
  const afterPaint = (): Promise<number> =>
    new Promise((resolve) => {
      requestAnimationFrame(() => {
        const channel = new MessageChannel();
        channel.port1.onmessage = () => {
          resolve(performance.now());
        };
        channel.port2.postMessage(undefined);
      });
    });
  window.stopwatch = {
    touchedAt: NaN,
    painted: (isThere) =>
      new Promise((resolve) => {
        const look = (): boolean => {
          if (!isThere()) return false;
          observer.disconnect();
          void afterPaint().then(resolve);
          return true;
        };
        const observer = new MutationObserver(() => {
          look();
        });
        if (look()) return;
        observer.observe(document, {
          subtree: true,
          childList: true,
          characterData: true,
          attributes: true,
        });
      }),
  };
  for (const type of ['click', 'change']) {
    document.addEventListener(
      type,
      (event) => {
        window.stopwatch.touchedAt = event.timeStamp;
      },
      true,
    );
  }
}
