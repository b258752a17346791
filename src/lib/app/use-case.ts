import type { Settings } from '#lib/domain/settings.ts';
import { readSettings } from '#lib/domain/setting-rules.ts';
import type { FactReader, Facts } from './facts.ts';
import type { Clock, Ids } from './ports.ts';

/** What every use case works with. */
export interface UseCasePorts {
  readonly facts: Facts;
  readonly clock: Clock;
  readonly ids: Ids;
}

/** All settings, defaults filled in. */
export async function settingsOf(read: FactReader): Promise<Settings> {
  return readSettings(await read.all('settings')).settings;
}
