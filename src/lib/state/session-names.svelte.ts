import { readSettings } from '#lib/domain/setting-rules.ts';
import { live } from './live.svelte.ts';
import { namesOf, type SessionNames } from './session-naming.ts';

/** Cars, places and the home rule, following the facts. `undefined` until they are read. */
export function useSessionNames(): { readonly current: SessionNames | undefined } {
  return live<SessionNames>(() => async (read) => {
    const [cars, places, settingRows] = await Promise.all([
      read.all('cars'),
      read.all('places'),
      read.all('settings'),
    ]);
    return namesOf(cars, places, readSettings(settingRows).settings);
  });
}
