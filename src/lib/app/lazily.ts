/** Loads a part once, when it is first asked for. */
export function onceLoaded<T>(load: () => Promise<T>): () => Promise<T> {
  let loading: Promise<T> | undefined;
  return () =>
    (loading ??= load().catch((error: unknown) => {
      // Offline in the middle of an update, say: the next call asks again.
      loading = undefined;
      throw error;
    }));
}

/**
 * Functions of a part that is fetched when one of them is first called. For what answers with
 * promises anyway and is not needed to show the first screen.
 */
export function lazily<T extends object>(load: () => Promise<T>): T {
  const part = onceLoaded(load);
  return new Proxy({} as T, {
    get:
      (_, name) =>
      async (...args: unknown[]) => {
        const doors = (await part()) as Readonly<Record<PropertyKey, (...a: unknown[]) => unknown>>;
        return doors[name]?.(...args);
      },
  });
}
