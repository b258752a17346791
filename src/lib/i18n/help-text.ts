import type { I18n } from './i18n.svelte.ts';
import { help } from './messages/en/help.ts';

const CATALOGUES = { en: help };

/** The words of the help page. Apart from the other messages: only that page loads them. */
export const helpText = (i18n: I18n) => CATALOGUES[i18n.language](i18n.f, i18n.t.figures.names);
