import { describe, expect, it } from 'vitest';
import { scheduleSync } from '#lib/app/sync-schedule.ts';
import type { SyncMoment, SyncState } from '#lib/app/sync-store.ts';

const ON: SyncState = { way: 'folder', files: {}, devices: [] };
const own = (seq: number) => ({ sha256: 'a', stateHash: 'b', vaultId: 'c', seq });

/** A tab whose time, data and visibility are moved by hand. */
function tab() {
  let now = 0;
  const idle: (() => void)[] = [];
  const waiting = new Set<{ readonly at: number; readonly work: () => void }>();
  let change: (moment: SyncMoment) => void = () => undefined;
  let show: () => void = () => undefined;
  const rounds: number[] = [];
  scheduleSync({
    now: () => now,
    follow: (next) => {
      change = next;
      return () => undefined;
    },
    whenIdle: (work) => idle.push(work),
    after: (ms, work) => {
      const timer = { at: now + ms, work };
      waiting.add(timer);
      return () => waiting.delete(timer);
    },
    onVisible: (work) => {
      show = work;
    },
    round: () => {
      rounds.push(now);
      return Promise.resolve();
    },
  });
  return {
    rounds,
    idle: () => {
      for (const work of idle) work();
    },
    save: (seq: number, state: SyncState = ON) => {
      change({ seq, deviceId: 'd', state });
    },
    show: () => {
      show();
    },
    pass: (ms: number) => {
      now += ms;
      for (const timer of [...waiting].filter(({ at }) => at <= now)) {
        waiting.delete(timer);
        timer.work();
      }
    },
  };
}

describe('rounds that run by themselves', () => {
  it('run once when the tab has nothing else to do', () => {
    const { rounds, idle } = tab();
    expect(rounds).toEqual([]);
    idle();
    expect(rounds).toEqual([0]);
  });

  it('run once changes were quiet for twenty seconds', () => {
    const { rounds, save, pass } = tab();
    save(1);
    pass(60_000);
    expect(rounds).toEqual([]);
    save(2);
    pass(15_000);
    save(3);
    pass(15_000);
    expect(rounds).toEqual([]);
    pass(5_000);
    expect(rounds).toEqual([95_000]);
  });

  it('are not called for by what they wrote or could not write themselves', () => {
    const { rounds, save, pass } = tab();
    save(1);
    save(2);
    save(2, { ...ON, own: own(2) });
    pass(60_000);
    expect(rounds).toEqual([]);
    save(3);
    pass(20_000);
    expect(rounds).toHaveLength(1);
    // The round failed: its last words change what is remembered, but not the data.
    save(3, { ...ON, own: own(2) });
    pass(600_000);
    expect(rounds).toHaveLength(1);
  });

  it('do not run for changes while sync is off or by hand', () => {
    const { rounds, save, pass } = tab();
    save(1, { files: {}, devices: [] });
    save(2, { files: {}, devices: [] });
    save(3, { ...ON, way: 'files' });
    pass(60_000);
    expect(rounds).toEqual([]);
  });

  it('run when somebody comes back after more than ten minutes', () => {
    const { rounds, show, pass, idle } = tab();
    idle();
    pass(600_000);
    show();
    expect(rounds).toEqual([0]);
    pass(1);
    show();
    show();
    expect(rounds).toEqual([0, 600_001]);
  });
});
