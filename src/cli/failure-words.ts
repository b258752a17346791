import type { AppError } from '#lib/domain/result.ts';

/** What expected failures mean, in words; the code beside them is what programs look at. */
const WORDS: Readonly<Record<string, string>> = {
  'json/syntax': 'The file is not JSON.',
  'json/depth': 'The JSON is nested too deeply.',
  'json/number': 'The JSON holds a number that cannot be kept exactly.',
  'json/forbidden_key': 'The JSON holds a name that is not allowed.',
  'json/duplicate_key': 'The JSON holds a name twice in one object.',
  'json/too_long': 'The JSON, or a text or object in it, is too long.',
  'dataset/shape': 'The file is JSON, but not a PlugTrack data set.',
  'dataset/duplicate_id': 'Two entries of one table have the same id.',
};

/** The words for an expected failure. */
export function failureWords({ code }: Pick<AppError, 'code'>): string {
  return WORDS[code] ?? 'The command failed.';
}
