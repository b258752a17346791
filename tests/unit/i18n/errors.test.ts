import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type ErrorWords, wordsFor } from '#lib/i18n/error-words.ts';
import { createFormatters, DEFAULT_DISPLAY } from '#lib/i18n/formatters.ts';
import { errors } from '#lib/i18n/messages/en/errors.ts';
import { fileErrors } from '#lib/i18n/messages/en/file-errors.ts';

const everyday = errors(createFormatters(DEFAULT_DISPLAY));
const tables: readonly ErrorWords[] = [fileErrors(), everyday.byCode];
const say = (code: string, details = {}) => wordsFor({ code, details }, tables, everyday.general);

const AREAS =
  'car|place|tariff|session|attachment|cost|setting|plan|dataset|number|import|row|file|json|archive|backup|merge|db|worker|app|reprice';

/** Every code that stands in the code of the rules, the files, the database and the worker. */
function codesInUse(): string[] {
  const root = new URL('../../../src/lib/', import.meta.url);
  const files = ['domain', 'formats', 'db', 'worker', 'app'].flatMap((floor) =>
    readdirSync(new URL(floor, root), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .map((name) => new URL(`${floor}/${name}`, root)),
  );
  const code = new RegExp(`'((?:${AREAS})/[a-z_-]+)'`, 'g');
  const found = files.flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(code)].map(([, name = '']) => name),
  );
  return [...new Set(found)].toSorted();
}

describe('words for errors', () => {
  it('exist for every code the app can produce', () => {
    const codes = codesInUse();
    expect(codes).toContain('session/empty');
    // Left out of the areas, because types of files are called like codes of it.
    codes.push('text/bad_character');
    expect(codes.filter((code) => say(code) === everyday.general(code))).toEqual([]);
  });

  it('are whole sentences, and none of them shows a code', () => {
    const sentences = tables.flatMap((table) => Object.keys(table)).map((code) => say(code));
    expect(sentences.filter((text) => !/^[A-Z“].*[.?]$/.test(text))).toEqual([]);
    expect(sentences.filter((text) => /[a-z]\/[a-z_]+_/.test(text))).toEqual([]);
  });

  it('name an unknown code, so that it can be reported', () => {
    expect(say('moon/eclipse')).toBe('Something did not work (moon/eclipse).');
    expect(say('toString')).toBe('Something did not work (toString).');
  });

  it('use what came with the code', () => {
    expect(say('tariff/overlap', { name: 'Go', from: '2026-01-01', to: '2026-03-31' })).toBe(
      'Overlaps “Go”, 1 Jan 2026 – 31 Mar 2026.',
    );
    expect(say('tariff/overlap', { name: 'Go', from: '2026-03-01' })).toBe(
      'Overlaps “Go”, 1 Mar 2026 – open.',
    );
  });
});
