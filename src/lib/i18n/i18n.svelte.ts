import { getContext, setContext } from 'svelte';
import { directionOf } from './direction.ts';
import {
  createFormatters,
  DEFAULT_DISPLAY,
  type DisplaySettings,
  type Formatters,
} from './formatters.ts';
import type { Messages } from './messages/en.ts';
import { firstWords } from './messages/first.ts';

type Catalogue = (f: Formatters) => Messages;

/** The languages there are words for. A new one is one more module of this type, and its line here. */
const CATALOGUES = {
  en: (): Promise<Catalogue> => import('./messages/en.ts').then(({ en }) => en),
} satisfies Record<string, () => Promise<Catalogue>>;
type Language = keyof typeof CATALOGUES;

const languageOf = (locale: string): Language => {
  const language = locale.split('-')[0] ?? '';
  return language in CATALOGUES ? (language as Language) : 'en';
};

/** Words and formats, following the person's settings. */
export class I18n {
  #display = $state.raw<DisplaySettings>(DEFAULT_DISPLAY);

  readonly language = $derived(languageOf(this.#display.locale));
  readonly direction = $derived(directionOf(this.#display.locale));
  /** Formatters: `i18n.f.energy(wh)`. */
  readonly f = $derived(
    createFormatters(
      this.#display,
      this.#display.locale.startsWith(this.language) ? this.#display.locale : this.language,
    ),
  );
  #catalogue = $state.raw<{ readonly language: Language; readonly words: Catalogue }>();
  /** Whether the words of all screens are here; until then only those of the first one are. */
  readonly isComplete = $derived(this.#catalogue?.language === this.language);
  /** Messages: `i18n.t.frame.home`. */
  readonly t = $derived(
    // Screens other than the first wait for `isComplete`.
    this.#catalogue && this.isComplete
      ? this.#catalogue.words(this.f)
      : (firstWords(this.f) as Messages),
  );

  constructor(display: DisplaySettings = DEFAULT_DISPLAY) {
    this.#display = display;
  }

  get display(): DisplaySettings {
    return this.#display;
  }

  use(display: DisplaySettings): void {
    this.#display = display;
  }

  /** Fetches the words of the current language. */
  async load(): Promise<void> {
    const { language } = this;
    const words = await CATALOGUES[language]();
    this.#catalogue = { language, words };
  }
}

const KEY = Symbol('i18n');

export const provideI18n = (i18n: I18n): I18n => setContext(KEY, i18n);

/** The words and formats of the nearest `provideI18n`. */
export function useI18n(): I18n {
  const i18n = getContext<I18n | undefined>(KEY);
  if (!i18n) throw new Error('no i18n in this component tree: call provideI18n above it');
  return i18n;
}

/** For `mount(Component, { context })` where there is no parent that provides it. */
export const i18nContext = (i18n: I18n = new I18n()): Map<unknown, unknown> =>
  new Map([[KEY, i18n]]);
