import type { I18n } from './i18n.svelte.ts';
import { exportsWords } from './messages/en/exports.ts';

const CATALOGUES = { en: exportsWords };

/** The words of exports. Apart from the other messages: only what makes or reads files needs them. */
export const exportText = (i18n: I18n) => CATALOGUES[i18n.language](i18n.f);
