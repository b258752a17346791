/**
 * Lets the event loop run once, so that a cancel or another call gets its turn. A message port is
 * used because timers are delayed by several milliseconds each when nested.
 */
export function yieldToOthers(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(undefined);
  });
}
