import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readPlainLine } from '#lib/formats/backup/plain-line.ts';
import { parseStrictJson } from '#lib/formats/json/strict-json.ts';

const nested = (levels: number): string => `${'['.repeat(levels)}1${']'.repeat(levels)}`;

describe('reading a line the fast way', () => {
  it.each([
    '{"a":1,"a":1}',
    '{"a":1,"a":2}',
    '{"__proto__":{"a":1}}',
    '{"a":{"constructor":1}}',
    '{"prototype":1}',
    '{"a":9007199254740992}',
    '{"a":9007199254740993}',
    '{"a":1e+21}',
    '{"a":1e21}',
    '{"a":1e400}',
    '{"a":-0}',
    '{"a":1.0}',
    '{"a":"\\ud800"}',
    '{"a":"\\u0041"}',
    '{"a": 1}',
    '{"a":1,}',
    '{"2":1,"1":1}',
    '',
    nested(33),
    `{"a":${nested(32)}}`,
  ])('leaves %s to the strict reader', (line) => {
    expect(readPlainLine(line)).toBeUndefined();
  });

  it('reads a row as the strict reader does', () => {
    const line =
      '{"_c":{"b":"x"},"curve":[[0,10.5,7000],[60,11,6900]],"id":"s1","notes":"\\n\\"ä😀"}';
    expect(readPlainLine(line)).toEqual({
      _c: { b: 'x' },
      curve: [
        [0, 10.5, 7000],
        [60, 11, 6900],
      ],
      id: 's1',
      notes: '\n"ä😀',
    });
    expect(readPlainLine(nested(32))).toBeDefined();
    expect(readPlainLine(`"${'x'.repeat(4_000)}"`)).toBeUndefined();
  });

  it('agrees with the strict reader wherever it reads at all', () => {
    const anyNumber = fc.oneof(fc.double(), fc.integer(), fc.maxSafeInteger(), fc.bigInt());
    const text = fc.oneof(
      fc.json({ stringUnit: 'grapheme' }),
      anyNumber.map((number) => `{"a":${String(number)}}`),
      fc.jsonValue({ noUnicodeString: false }).map((value) => JSON.stringify(value)),
    );
    fc.assert(
      fc.property(text, (line) => {
        const plain = readPlainLine(line);
        if (plain === undefined) return;
        expect(parseStrictJson(line)).toEqual({ ok: true, value: plain });
      }),
      { numRuns: 2_000 },
    );
  });
});
