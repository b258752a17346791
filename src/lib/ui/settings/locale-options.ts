import type { Option } from '#lib/ui/primitives/options.ts';

/** Where cars are charged today; the device's own and the chosen one are added. */
const OFFERED =
  'en-GB en-IE en-US en-CA en-AU en-NZ en-IN en-ZA de-DE de-AT de-CH fr-FR fr-BE fr-CH nl-NL nl-BE ' +
  'it-IT es-ES pt-PT pt-BR sv-SE nb-NO da-DK fi-FI is-IS pl-PL cs-CZ sk-SK hu-HU sl-SI hr-HR ro-RO ' +
  'et-EE lv-LV lt-LT el-GR tr-TR ja-JP ko-KR zh-CN';

/** Ways of writing numbers and dates, named in the language of the words. */
export function localeOptions(language: string, chosen: string): Option[] {
  const names = new Intl.DisplayNames(language, { type: 'language' });
  const tags = new Set([chosen, ...navigator.languages, ...OFFERED.split(' ')]);
  return [...tags]
    .map((value) => ({ value, label: names.of(value) ?? value }))
    .sort((a, b) => a.label.localeCompare(b.label, language));
}
