import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { FactWriter } from '#lib/app/facts.ts';
import { createBackupStore } from '#lib/db/backup/store.ts';
import type { Content } from '#lib/domain/entity.ts';
import type { StateRow } from '#lib/domain/merge/state.ts';
import { ok, valueOrThrow } from '#lib/domain/result.ts';
import type { Session } from '#lib/domain/session.ts';
import { StateSource } from '#lib/worker/jobs/state-source.ts';
import { DEVICE, openTestDatabase } from '../support/database.ts';
import { sessionContent } from '../support/facts.ts';

type Edit =
  | { readonly kind: 'session' | 'setting'; readonly id: string; readonly value: object }
  | { readonly kind: 'remove' | 'restore' | 'purge'; readonly id: string };

const maybe = <T>(values: fc.Arbitrary<T>) => fc.option(values, { nil: undefined });
const id = fc.constantFrom('a', 'b');
const edit: fc.Arbitrary<Edit> = fc.oneof(
  fc.record({
    kind: fc.constant('session' as const),
    id,
    value: fc.record({
      notes: maybe(fc.constantFrom('x', 'y')),
      socTo: maybe(fc.constantFrom(70, 80)),
      dismissedHints: maybe(fc.constantFrom(['h'], [])),
      energyWh: fc.constantFrom(1000, 2000),
    }),
  }),
  fc.record({
    kind: fc.constant('setting' as const),
    id,
    value: fc.record({ value: fc.constantFrom(null, 5, 'GBP') }),
  }),
  fc.record({ kind: fc.constantFrom('remove', 'restore', 'purge'), id }),
);

/** Makes one edit; rows come into being with the first edit of their id. */
async function make(write: FactWriter, edit: Edit, isFirst: boolean): Promise<void> {
  const { kind, id } = edit;
  if (kind === 'session') {
    const content = { ...sessionContent(), ...edit.value } as Content<Session>;
    if (isFirst) write.insert('sessions', id, content);
    else await write.change('sessions', id, edit.value);
  } else if (kind === 'setting') {
    const value = edit.value as { value: null };
    if (isFirst) write.insert('settings', id, value);
    else await write.change('settings', id, value);
  } else {
    for (const table of ['sessions', 'settings'] as const) await write[kind](table, [id]);
  }
}

/** What is not canonical in a row, by the rules for clocks and for what is absent. */
function oddities({ id, _c, _p, ...fields }: StateRow): string[] {
  if (_p !== undefined) return _c || Object.keys(fields).length > 0 ? [`${id}: purged`] : [];
  if (!_c) return [`${id}: no clock`];
  const present = Object.keys(fields);
  const odd = present.filter((field) => fields[field] === null || fields[field] === undefined);
  const { b, f = {} } = _c;
  if (_c.f && Object.keys(f).length === 0) odd.push('empty f');
  const counts = new Map<string, number>();
  for (const field of present) {
    const stamp = f[field] ?? b;
    counts.set(stamp, (counts.get(stamp) ?? 0) + 1);
    if (f[field] === b) odd.push(`${field} is listed`);
  }
  const [best] = [...counts].sort(([a, n], [z, m]) => m - n || (a < z ? 1 : -1));
  if (best && best[0] !== b) odd.push(`b is not ${best[0]}`);
  return odd.map((what) => `${id}: ${what}`);
}

it('every writer leaves rows in the one form, without null, whatever is edited', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(edit, { minLength: 4, maxLength: 14 }), async (edits) => {
      const db = await openTestDatabase();
      let source = new StateSource(new Map(), { deviceId: DEVICE, now: db.clock.now() });
      const made = new Set<string>();
      for (const [at, one] of edits.entries()) {
        db.clock.advance(1000);
        const command = { id: `c${String(at)}`, name: 'test' };
        const row = `${one.kind} ${one.id}`;
        const isFirst = !made.has(row);
        made.add(row);
        const work = async (write: FactWriter) => {
          await make(write, one, isFirst);
          return ok();
        };
        valueOrThrow(await db.facts.commit(command, work));
        const { state, stamp: hlc } = source;
        source = new StateSource(state, { deviceId: DEVICE, hlc, now: db.clock.now() });
        valueOrThrow(await source.facts.commit(command, work));
      }
      const store = createBackupStore(db.owner);
      for (const table of ['sessions', 'settings']) {
        const stored = await store.rows(table, undefined, 100);
        const inFile = [...(source.state.get(table)?.rows.values() ?? [])];
        expect([...stored, ...inFile].flatMap(oddities)).toEqual([]);
        expect(inFile.map(({ id }) => id).sort()).toEqual(stored.map(({ id }) => id));
      }
    }),
    { numRuns: 40 },
  );
});
