import { readSettings } from '#lib/domain/setting-rules.ts';
import type { Settings } from '#lib/domain/settings.ts';
import { live } from './live.svelte.ts';

/** The person's settings with defaults filled in, following every change; absent until read. */
export function liveSettings(): { readonly current: Settings | undefined } {
  const rows = live(() => (read) => read.all('settings'));
  const settings = $derived(rows.current && readSettings(rows.current).settings);
  return {
    get current() {
      return settings;
    },
  };
}
