import { createContext } from 'svelte';
import type { SettingKey } from '#lib/domain/settings.ts';

/** What a setting's row asks of the page around it. */
export interface SettingsActions {
  /** Back to the default, with a way to take that back. */
  readonly reset: (key: SettingKey) => Promise<void>;
}

export const [settingsActions, provideSettingsActions] = createContext<SettingsActions>();
