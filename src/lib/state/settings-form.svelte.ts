import type { Commands } from '#lib/app/app.ts';
import type { Done, SettingFact } from '#lib/app/facts.ts';
import type { AppError, FieldIssue } from '#lib/domain/result.ts';
import { readSettings } from '#lib/domain/setting-rules.ts';
import { DEFAULT_SETTINGS, type SettingKey, type Settings } from '#lib/domain/settings.ts';
import type { NumberDisplay } from './quantity.ts';
import { RoadTaxForm } from './road-tax-form.svelte.ts';

/** The settings page: every value is saved by itself, as soon as its field is left. */
export class SettingsForm {
  #rows = $state.raw<readonly SettingFact[]>([]);
  #issues = $state.raw<Readonly<Partial<Record<SettingKey, FieldIssue>>>>({});
  /** The key that was saved last, to say so beside its field. */
  savedKey = $state.raw<SettingKey>();
  /** A failure that has nothing to do with the value. */
  failure = $state.raw<AppError>();
  readonly values: Settings = $derived(readSettings(this.#rows).settings);
  readonly #commands: Pick<Commands, 'saveSettings' | 'resetSetting'>;

  constructor(commands: Pick<Commands, 'saveSettings' | 'resetSetting'>) {
    this.#commands = commands;
  }

  /** Takes in what is stored now. */
  use(rows: readonly SettingFact[]): void {
    this.#rows = rows;
  }

  /** Whether a person set it, so that it can be reset. */
  isSet(key: SettingKey): boolean {
    return this.#rows.some(({ id }) => id === key);
  }

  issueOf(key: SettingKey): FieldIssue | undefined {
    return this.#issues[key];
  }

  /** What is typed cannot be read or stored. */
  refuse(key: SettingKey, issue: FieldIssue): void {
    this.savedKey = undefined;
    this.#issues = { ...this.#issues, [key]: issue };
  }

  /** Saves one value; null clears it. */
  async save<K extends SettingKey>(key: K, value: Settings[K] | null): Promise<void> {
    const result = await this.#commands.saveSettings({ [key]: $state.snapshot(value) });
    if (result.ok) {
      this.#settled(key);
      return;
    }
    const issue = result.error.fields?.[0];
    if (issue) this.refuse(key, { ...issue, field: key });
    else this.failure = result.error;
  }

  /** Back to the default. Undefined when nothing was changed. */
  async reset(key: SettingKey): Promise<Done<number> | undefined> {
    this.#forget(key);
    if (!this.isSet(key)) return undefined;
    const result = await this.#commands.resetSetting(key);
    if (result.ok) {
      this.#settled(key);
      return result.value;
    }
    this.failure = result.error;
    return undefined;
  }

  defaultOf<K extends SettingKey>(key: K): Settings[K] {
    return DEFAULT_SETTINGS[key];
  }

  /** The road-tax rates, to be changed line by line and saved as a whole. */
  startRoadTax(display: NumberDisplay): RoadTaxForm {
    return new RoadTaxForm(this.values.roadTaxRates, display);
  }

  #settled(key: SettingKey): void {
    this.#forget(key);
    this.failure = undefined;
    this.savedKey = key;
  }

  #forget(key: SettingKey): void {
    this.#issues = Object.fromEntries(
      Object.entries(this.#issues).filter(([other]) => other !== key),
    );
  }
}
