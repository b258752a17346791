import { describe, expect, it } from 'vitest';
import type { Coach } from '#lib/domain/coach/coach.ts';
import type { LocalDate } from '#lib/domain/entity.ts';
import type { MonthRollups } from '#lib/domain/rollups.ts';
import { DerivedWriter } from '#lib/worker/engine/derived-writer.ts';

/** Values of which only what they are true for matters here. */
class Numbers {
  computed = 0;

  monthRollups(seq: number): MonthRollups {
    this.computed += 1;
    return { seq, months: [], toComplete: [] };
  }

  coach(seq: number, today: LocalDate): Coach {
    this.computed += 1;
    return { seq, today, cars: [], digests: {}, achievements: { account: [], cars: {} } };
  }

  snapshot(seq: number) {
    return { seq };
  }
}

interface Stage {
  readonly stored: Map<string, { readonly seq: number; readonly today?: LocalDate }>;
  readonly numbers: Numbers;
  readonly writer: DerivedWriter;
  /** Lets everything run until nothing is waited for. */
  readonly settle: () => Promise<void>;
  /** What the next tries to store meet. */
  readonly faults: ('busy' | 'broken')[];
  /** How long it waits until it tries again or computes the next value. */
  readonly delays: number[];
}

function stageOf(today: LocalDate, stored: Stage['stored'] = new Map()): Stage {
  const timers = new Set<() => void>();
  const faults: Stage['faults'] = [];
  const delays: number[] = [];
  const writer = new DerivedWriter({
    today,
    source: {
      readDerived: (key) => Promise.resolve(stored.get(key)),
      writeDerived: (key, value) => {
        if (faults[0] === 'broken') return Promise.reject(new Error(faults.shift()));
        stored.set(key, value as { seq: number });
        return Promise.resolve();
      },
    },
    exclusive: async (work) => {
      if (faults[0] === 'busy') return faults.shift() === undefined;
      await work();
      return true;
    },
    schedule: (work, delayMs) => {
      delays.push(delayMs);
      timers.add(work);
      return () => timers.delete(work);
    },
  });
  const settle = async (): Promise<void> => {
    do {
      for (const work of timers) {
        timers.delete(work);
        work();
      }
      await new Promise((resolve) => setImmediate(resolve));
    } while (timers.size > 0);
  };
  return { stored, numbers: new Numbers(), writer, settle, faults, delays };
}

const seqs = ({ stored }: Stage) =>
  Object.fromEntries([...stored].map(([key, { seq }]) => [key, seq]));

describe('what is stored', () => {
  it('is of the newest facts, also of those that came in while it was being written', async () => {
    const stage = stageOf('2026-06-30');
    stage.writer.follow(stage.numbers, 3, 100);
    stage.writer.suspend();
    stage.writer.follow(stage.numbers, 4, 100);
    await stage.settle();
    expect(seqs(stage)).toEqual({ months: 4, coach: 4, columns: 4 });
  });

  it('is never written while rows are being taken in', async () => {
    const stage = stageOf('2026-06-30');
    stage.writer.follow(stage.numbers, 3, 100);
    stage.writer.suspend();
    await stage.settle();
    expect(seqs(stage)).toEqual({});
    stage.writer.follow(stage.numbers, 4, 0);
    await stage.settle();
    expect(seqs(stage)).toEqual({ months: 4, coach: 4, columns: 4 });
  });

  it('stays, and nothing is computed, where another tab was first or further', async () => {
    const today = '2026-06-30';
    const stored = new Map([
      ['months', { seq: 3 }],
      ['coach', { seq: 5, today }],
    ]);
    const stage = stageOf(today, stored);
    stage.writer.startedFrom(3);
    stage.writer.follow(stage.numbers, 3, 0);
    await stage.settle();
    expect(seqs(stage)).toEqual({ months: 3, coach: 5 });
    expect(stage.numbers.computed).toBe(0);
  });

  it('is tried again, later and later, while another tab writes or the storage fails', async () => {
    const stage = stageOf('2026-06-30');
    stage.writer.startedFrom(1);
    stage.faults.push('busy', 'broken', 'busy');
    stage.writer.follow(stage.numbers, 3, 0);
    await stage.settle();
    expect(seqs(stage)).toEqual({ months: 3, coach: 3 });
    expect(stage.delays.filter((delayMs) => delayMs >= 1_000)).toEqual([1_000, 1_000, 2_000]);
  });

  it('holds a snapshot of all rows once enough of them have changed', async () => {
    const stage = stageOf('2026-06-30');
    stage.writer.startedFrom(1);
    stage.writer.follow(stage.numbers, 2, 49);
    await stage.settle();
    expect(seqs(stage)['columns']).toBeUndefined();
    stage.writer.follow(stage.numbers, 3, 1);
    await stage.settle();
    expect(seqs(stage)['columns']).toBe(3);
  });
});

describe('the day of what is stored', () => {
  const coachOn = (today: LocalDate) => new Map([['coach', { seq: 3, today }]]);

  it('becomes the one on which somebody looks, also an earlier one', async () => {
    for (const today of ['2026-07-01', '2026-06-29']) {
      const stage = stageOf('2026-06-30', coachOn('2026-06-30'));
      stage.writer.follow(stage.numbers, 3, 0);
      await stage.settle();
      await stage.writer.lookAt(today);
      expect(stage.stored.get('coach')).toMatchObject({ seq: 3, today });
    }
  });

  it('is the one of the start, also when the clock was put back meanwhile', async () => {
    const stage = stageOf('2026-06-30', coachOn('2026-07-02'));
    stage.writer.follow(stage.numbers, 3, 0);
    await stage.settle();
    expect(stage.stored.get('coach')).toMatchObject({ today: '2026-06-30' });
  });

  it('is not taken back by a tab that nobody has looked at since', async () => {
    const stage = stageOf('2026-06-30', coachOn('2026-06-30'));
    stage.writer.follow(stage.numbers, 3, 0);
    await stage.settle();
    stage.stored.set('coach', { seq: 4, today: '2026-07-01' });
    stage.writer.follow(stage.numbers, 4, 1);
    await stage.settle();
    expect(stage.stored.get('coach')).toMatchObject({ seq: 4, today: '2026-07-01' });
  });
});
