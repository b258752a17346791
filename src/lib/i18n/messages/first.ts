import type { Formatters } from '#lib/i18n/formatters.ts';
import { frame } from './en/frame.ts';
import { home } from './en/home.ts';

/** The words of the first screen, there before the catalogue of a language has arrived. */
export const firstWords = (f: Formatters) => ({
  frame: frame(f),
  home: home(f),
});
