import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonicalJson } from '#lib/domain/canonical-json.ts';
import { type Stamp, clockOf, clockedFields, stampDevice } from '#lib/domain/clock.ts';
import { canonicalRow } from '#lib/domain/merge/canonical-row.ts';
import { applyPlan, mergeStates, planMerge } from '#lib/domain/merge/merge-states.ts';
import type { MergePlan } from '#lib/domain/merge/plan.ts';
import { type State, type StateRow, type TableKind, isLiveRow } from '#lib/domain/merge/state.ts';
import { seededRandom } from '#lib/domain/sample/random.ts';
import { Replica, SKEWS, START } from './merge-replicas.ts';

const OPERATIONS = 200;

/** The rows of one state are those of the next, but for a few; each is put into words once. */
const texts = new WeakMap<StateRow, string>();
function rowText(row: StateRow, kind: TableKind): string {
  const known = texts.get(row);
  if (known !== undefined) return known;
  const text = canonicalJson(canonicalRow(row, kind));
  // Frozen, so that its words stay true: whoever changes it in place is found out.
  texts.set(Object.freeze(row), text);
  return text;
}

/** All rows of a state in one order: equal texts are equal states. */
function textOf(state: State): string {
  const lines: string[] = [];
  for (const name of [...state.keys()].sort()) {
    const table = state.get(name);
    if (!table || table.rows.size === 0) continue;
    const rows = [...table.rows.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
    lines.push(name, ...rows.map((row) => rowText(row, table.kind)));
  }
  return lines.join('\n');
}

interface Seen {
  readonly state: State;
  readonly seen: ReadonlySet<Stamp>;
}

/** The values that lost without the winner knowing them, found field by field from the truth. */
function lostUnseen(here: Seen, theirs: Seen): string[] {
  const found: string[] = [];
  for (const [table, { rows }] of theirs.state) {
    for (const [id, row] of rows) {
      const mine = here.state.get(table)?.rows.get(id);
      if (mine) found.push(...lostInRow(`${table} ${id}`, mine, here.seen, row, theirs.seen));
    }
  }
  return found.sort();
}

function lostInRow(
  name: string,
  here: StateRow,
  seenHere: ReadonlySet<Stamp>,
  theirs: StateRow,
  seenTheirs: ReadonlySet<Stamp>,
): string[] {
  const fields = [here, theirs].flatMap((row) => [
    ...clockedFields(row),
    ...Object.keys(row._c?.f ?? {}),
  ]);
  return [...new Set(fields)].flatMap((field) => {
    const [left, right] = [here, theirs].map((row) => clockOf(row, field)) as [string?, string?];
    const isPurged = here._p !== undefined || theirs._p !== undefined;
    const isLeft = isPurged ? theirs._p === undefined : (left ?? '') > (right ?? '');
    const isLostLeft = !isLeft;
    const [winner, loser] = isLeft ? [here, theirs] : [theirs, here];
    const lost = isLostLeft ? left : right;
    const kept = winner._p ?? (isLeft ? left : right);
    if (lost === undefined || kept === undefined) return [];
    const isEqual = canonicalJson(here[field] ?? null) === canonicalJson(theirs[field] ?? null);
    const isNothing = isPurged ? (loser[field] === undefined) !== (field === '_d') : isEqual;
    const seen = isLeft ? seenHere : seenTheirs;
    if (isNothing || stampDevice(lost) === stampDevice(kept) || seen.has(lost)) return [];
    return [`${name} ${field} ${lost}`];
  });
}

/** Three devices write, send and receive in any order; files are lost, late and come again. */
function play(seed: number, skews: readonly number[], check: Check): Played {
  const random = seededRandom(seed);
  const replicas = skews.map((skew, i) => new Replica(i + 1, random, skew));
  const files: Seen[] = [];
  const pick = <T>(list: readonly T[]): T | undefined => list[random.whole(0, list.length - 1)];
  let time = START;
  for (let i = 0; i < OPERATIONS; i++) {
    // Often no time passes at all, so that counters and equal milliseconds matter.
    time += random.chance(0.3) ? 0 : random.whole(1, 100_000);
    const replica = pick(replicas);
    const roll = random.unit();
    if (!replica) continue;
    if (roll < 0.85) replica.write(time);
    else if (roll < 0.92) files.push(replica.send(time));
    else {
      const file = pick(files);
      if (!file) continue;
      const plan = planMerge(replica.state, file.state, {
        nowMs: replica.now(time),
        deviceId: replica.id,
        clock: replica.clock,
        isOwnClockWrong: true,
      });
      check(replica, file, plan);
      replica.receive(plan, file.seen);
    }
  }
  const [a, b, c] = replicas.map(({ state }) => state) as [State, State, State];
  return { states: [a, b, c], files: files.map(({ state }) => state) };
}

type Check = (here: Replica, file: Seen, plan: MergePlan) => void;

interface Played {
  readonly states: readonly [State, State, State];
  readonly files: readonly State[];
}

/** What a plan says against what it does, and against the truth about who had seen what. */
const checkPlan: Check = (here, file, plan) => {
  const after = applyPlan(here.state, plan);
  expect(textOf(after)).toBe(textOf(mergeStates(file.state, here.state)));
  const told = plan.conflicts.map((one) => `${one.table} ${one.id} ${one.field} ${one.lostStamp}`);
  expect(told.sort().join('\n')).toBe(lostUnseen(here, file).join('\n'));
  const counted = plan.tables.map(({ name, counts }) => [
    name,
    counts.changed + counts.same,
    counts.new + counts.changed,
    counts.here,
  ]);
  const expected = plan.tables.map(({ name, rows }) => {
    const rowsHere = here.state.get(name)?.rows.size ?? 0;
    return [name, rowsHere, rows.length, rowsHere];
  });
  const live = (state: State) =>
    [...(state.get('sessions')?.rows.values() ?? [])].filter(isLiveRow).length;
  const { collisions, setAside, isDeviceIdDoubled, totalsBefore, totalsAfter } = plan;
  // One comparison: each costs more than what it compares.
  expect([counted, collisions, setAside, isDeviceIdDoubled]).toEqual([expected, [], [], false]);
  expect([totalsBefore.sessions, totalsAfter.sessions]).toEqual([live(here.state), live(after)]);
};

const seeds = fc.integer({ min: 0, max: 2 ** 31 });
const skews = fc.tuple(...[1, 2, 3].map(() => fc.constantFrom(...SKEWS)));

describe('any history of three devices', () => {
  // 1,000 histories in four parts, so that a busy machine does not run into the time limit.
  test.each([1, 2, 3, 4])('ends in one state and tells exactly what nobody had seen (%i)', () => {
    fc.assert(
      fc.property(seeds, skews, (seed, offsets) => {
        const { states, files } = play(seed, offsets, checkPlan);
        const [a, b, c] = states;
        const everything = mergeStates(mergeStates(a, b), c);
        const all = textOf(everything);
        expect(textOf(mergeStates(a, mergeStates(b, c)))).toBe(all);
        expect(textOf(mergeStates(mergeStates(c, a), b))).toBe(all);
        expect(textOf(mergeStates(b, a))).toBe(textOf(mergeStates(a, b)));
        for (const state of states) expect(textOf(mergeStates(state, state))).toBe(textOf(state));
        const news = files.flatMap((file) =>
          planMerge(everything, file, LATER).tables.flatMap(({ rows }) => rows),
        );
        expect(news).toEqual([]);
        expect(textOf(files.reduceRight(mergeStates, everything))).toBe(all);
      }),
      // The example: one device sends twice in one millisecond.
      { numRuns: 250, examples: [[1395133946, [0, 0, 3_600_000]]] },
    );
  });
});

/** A device that none of the histories knows, long after them. */
const LATER = { nowMs: START + 2 ** 40, deviceId: 'f'.repeat(16), clock: undefined };
