import { getContext, setContext } from 'svelte';

export type ThemeChoice = 'system' | 'light' | 'dark';

/** The same key is read by `static/theme.js` before the first paint. */
const THEME_KEY = 'plugtrack-theme';

const isChoice = (value: unknown): value is ThemeChoice =>
  value === 'system' || value === 'light' || value === 'dark';

/** Light, dark or what the device says. Kept per browser, not with the data. */
export class Theme {
  #choice = $state<ThemeChoice>('system');

  constructor() {
    try {
      const stored = localStorage.getItem(THEME_KEY);
      if (isChoice(stored)) this.#choice = stored;
    } catch {
      // Storage is refused (a locked-down browser): the device's theme is right then.
    }
  }

  get choice(): ThemeChoice {
    return this.#choice;
  }

  choose(choice: ThemeChoice): void {
    this.#choice = choice;
    const root = document.documentElement;
    if (choice === 'system') delete root.dataset['theme'];
    else root.dataset['theme'] = choice;
    try {
      if (choice === 'system') localStorage.removeItem(THEME_KEY);
      else localStorage.setItem(THEME_KEY, choice);
    } catch {
      // It holds until the page is closed.
    }
  }
}

const KEY = Symbol('theme');

export const provideTheme = (theme: Theme): Theme => setContext(KEY, theme);

export function useTheme(): Theme {
  const theme = getContext<Theme | undefined>(KEY);
  if (!theme) throw new Error('no theme in this component tree: call provideTheme above it');
  return theme;
}
