import { readSettings, validateSetting } from '#lib/domain/setting-rules.ts';
import type { SettingKey, SettingRow } from '#lib/domain/settings.ts';
import type { ClassicSettings } from './classic-backup.ts';

/** A figure means nothing without its unit: both are taken, or neither. */
const TOGETHER: readonly (readonly SettingKey[])[] = [['petrolEconomy', 'petrolEconomyUnit']];

/**
 * The settings of a backup that may be stored beside those that are there: what was chosen here,
 * also what was cleared, stays, and nothing is taken that does not fit to it.
 */
export function settingsToFill(read: ClassicSettings, stored: Iterable<SettingRow>): SettingRow[] {
  const rows = [...stored];
  const chosen = new Set(rows.filter(({ value }) => value !== undefined).map(({ id }) => id));
  const isFree = (key: string) => {
    const group = TOGETHER.find((keys) => keys.some((one) => one === key)) ?? [key];
    return group.every((one) => !chosen.has(one));
  };
  let left: SettingRow[] = Object.entries(read)
    .filter(([key]) => isFree(key))
    .map(([id, value]) => ({ id, value }));
  const filled: SettingRow[] = [];
  // A minimum may fit only once its maximum was taken: what did not fit is tried again.
  for (let before = -1; before !== filled.length;) {
    before = filled.length;
    left = left.filter((row) => {
      const { settings } = readSettings([...rows, ...filled]);
      if (!validateSetting(row.id, row.value, settings).ok) return true;
      filled.push(row);
      return false;
    });
  }
  return filled;
}
