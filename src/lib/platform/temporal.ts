/** Gives browsers without `Temporal` the polyfill; the others fetch nothing. */
export async function installTemporal(): Promise<void> {
  if (!('Temporal' in globalThis)) await import('temporal-polyfill/global');
}
