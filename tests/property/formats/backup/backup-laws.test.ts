import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { State, StateRow, TableKind } from '#lib/domain/merge/state.ts';
import { valueOrThrow } from '#lib/domain/result.ts';
import { asResult } from '#lib/formats/archive/refusal.ts';
import { readRow } from '#lib/formats/backup/read-row.ts';
import { openVault } from '#lib/formats/backup/read-vault.ts';
import { readState, stateSource } from '#lib/formats/backup/vault-state.ts';
import { verifyVault } from '#lib/formats/backup/verify-vault.ts';
import type { VaultSource } from '#lib/formats/backup/vault.ts';
import { writeVault } from '#lib/formats/backup/write-vault.ts';

const FORBIDDEN = new Set(['__proto__', 'constructor', 'prototype']);
const DEVICE = '00000000000000d1';

const text = fc.string({ unit: 'binary', maxLength: 30 }).filter((value) => value.isWellFormed());
const key = text.filter((name) => !FORBIDDEN.has(name));
const field = key.filter((name) => name !== 'id' && !name.startsWith('_'));
const number = fc.oneof(
  fc.maxSafeInteger(),
  fc
    .double({ noNaN: true, noDefaultInfinity: true, min: -1e15, max: 1e15 })
    .map((value) => (value === 0 ? 0 : value)),
);
const leaf = fc.oneof(text, number, fc.boolean());
const value = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    leaf,
    fc.array(fc.oneof(tie('value'), fc.constant(null)), { maxLength: 4 }),
    fc.dictionary(key, tie('value'), { maxKeys: 4, noNullPrototype: true }),
  ),
})).value;
const stamp = fc
  .tuple(fc.nat(0xffff_ffff), fc.nat(0xffff))
  .map(
    ([ms, count]) =>
      `${ms.toString(16).padStart(12, '0')}-${count.toString(16).padStart(4, '0')}-${DEVICE}`,
  );
const id = text.filter((one) => one !== '');

const fields = fc.dictionary(field, value, { maxKeys: 6, noNullPrototype: true });
const clocks = fc.oneof(
  stamp.map((b) => ({ b })),
  fc.record({ b: stamp, f: fc.dictionary(field, stamp, { maxKeys: 3, noNullPrototype: true }) }),
);
const row: fc.Arbitrary<StateRow> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.tuple(id, fields, clocks).map(([one, all, _c]) => ({ ...all, id: one, _c })),
  },
  {
    weight: 2,
    arbitrary: fc
      .tuple(id, fields, clocks)
      .map(([one, all, _c]) => ({ ...all, id: one, _c, _d: true as const })),
  },
  { weight: 1, arbitrary: fc.tuple(id, stamp).map(([one, _p]) => ({ id: one, _p })) },
);
const tableName = fc
  .stringMatching(/^[a-zA-Z][a-zA-Z0-9]{0,39}$/)
  .filter((name) => !FORBIDDEN.has(name));
const state: fc.Arbitrary<State> = fc
  .uniqueArray(
    fc.tuple(
      tableName,
      fc.constantFrom<TableKind>('record', 'entry', 'event'),
      fc.uniqueArray(row, { selector: (one) => one.id, minLength: 1, maxLength: 8 }),
    ),
    { selector: ([name]) => name, maxLength: 5 },
  )
  .map(
    (tables) =>
      new Map(
        tables.map(([name, kind, rows]) => [
          name,
          { kind, rows: new Map(rows.map((one) => [one.id, one])) },
        ]),
      ),
  );

const sourceOf = (from: State, sheet: readonly string[]): VaultSource => ({
  device: { id: DEVICE },
  vaultId: 'v',
  hlc: `000000000001-0000-${DEVICE}`,
  schemaVersion: 1,
  appVersion: '1',
  createdAt: 0,
  tables: stateSource(from),
  // eslint-disable-next-line @typescript-eslint/require-await -- a sheet is read asynchronously
  sheet: async function* () {
    yield* sheet;
  },
});

/** Rows by table and id; order of insertion means nothing in a state. */
const sorted = (from: State) =>
  new Map(
    [...from].map(([name, { kind, rows }]) => [
      name,
      { kind, rows: new Map([...rows].sort(([a], [b]) => (a < b ? -1 : 1))) },
    ]),
  );

test('every state comes back equal, and a second writing is the same', async () => {
  await fc.assert(
    fc.asyncProperty(state, fc.array(text), fc.boolean(), async (given, sheet, isEncrypted) => {
      const passphrase = 'twelve chars or more';
      const options = isEncrypted ? { encryption: { passphrase, logN: 2 } } : {};
      const source = sourceOf(given, sheet);
      const { file, schema } = valueOrThrow(await writeVault(source, options));
      const open = valueOrThrow(await openVault(file, { passphrase }));
      const back = valueOrThrow(await readState(open));
      expect(sorted(back)).toEqual(sorted(given));
      const again = valueOrThrow(await writeVault(sourceOf(back, sheet), options));
      expect(again.schema).toEqual(schema);
      const check = await verifyVault(file, { passphrase });
      expect(check.ok && check.stateHash).toBe(schema.stateHash);
    }),
    { numRuns: 250 },
  );
});

const hostileJson = fc.constantFrom(
  '{"__proto__":{"hit":1}}',
  '{"a":{"constructor":{"prototype":{"hit":1}}}}',
  '{"prototype":1}',
  '{"\\u005f_proto__":{"hit":1}}',
  '{"x":1,"x":2}',
  '{"x":1,"\\u0078":2}',
  '1e999',
  '-1e999',
  '9007199254740992',
  '-9007199254740993',
  '-0',
  '['.repeat(40) + ']'.repeat(40),
  '{"x":'.repeat(40) + '1' + '}'.repeat(40),
  '"\\ud800"',
  '"\\x00"',
  '"\u0001"',
  '01',
  '1.',
  '.5',
  '+1',
  'NaN',
  'Infinity',
  'undefined',
  '[1,]',
  '{"x":1,}',
  "{'x':1}",
  '"a" "b"',
  '/* x */ 1',
  '',
);

test('10,000 hostile lines are refused, and no prototype is touched', async () => {
  await fc.assert(
    fc.asyncProperty(
      hostileJson,
      fc.json({ maxDepth: 2 }),
      fc.nat(3),
      async (evil, tame, where) => {
        const members = ['"id":"a"', `"tame":${tame.includes('proto') ? '1' : tame}`, '"z":[]'];
        members.splice(where, 0, `"evil":${evil}`);
        const read = await asResult(() => readRow(`{${members.join(',')}}`, 64_000));
        expect(read.ok).toBe(false);
        expect(({} as Record<string, unknown>)['hit']).toBeUndefined();
      },
    ),
    { numRuns: 10_000 },
  );
});
