import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Draft, Drafts } from '#lib/app/ports.ts';
import { DraftKeeper, readDraft } from '#lib/state/session-draft.ts';
import { blankTexts } from '#lib/state/session-texts.ts';

const base = blankTexts('Europe/London');
const value = { texts: { ...base, energy: '9.3' }, fills: {}, quick: '' };

class MemoryDrafts implements Drafts {
  readonly rows = new Map<string, Draft>();
  failing = false;

  read = (key: string) => Promise.resolve(this.rows.get(key));
  write = (draft: Draft) => {
    if (this.failing) return Promise.reject(new Error('full'));
    this.rows.set(draft.key, draft);
    return Promise.resolve();
  };
  remove = (key: string) => {
    this.rows.delete(key);
    return Promise.resolve();
  };
}

describe('the draft of a form', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('is written half a second after the last key', async () => {
    const drafts = new MemoryDrafts();
    const keeper = new DraftKeeper(drafts, 'log', () => 7);
    keeper.changed('c1', { ...value, quick: 'h' });
    await vi.advanceTimersByTimeAsync(400);
    keeper.changed('c1', value);
    await vi.advanceTimersByTimeAsync(499);
    expect(drafts.rows.size).toBe(0);
    await vi.advanceTimersByTimeAsync(1);
    expect(drafts.rows.get('log')).toEqual({ key: 'log', commandId: 'c1', savedAt: 7, value });
  });

  it('is written at once when asked, and again later when that failed', async () => {
    const drafts = new MemoryDrafts();
    const keeper = new DraftKeeper(drafts, 'log', () => 7);
    keeper.changed('c1', value);
    drafts.failing = true;
    await keeper.flush();
    drafts.failing = false;
    await keeper.flush();
    expect(drafts.rows.get('log')?.value).toEqual(value);
  });

  it('does not come back after it was discarded', async () => {
    const drafts = new MemoryDrafts();
    const keeper = new DraftKeeper(drafts, 'log', () => 7);
    keeper.changed('c1', value);
    await keeper.discard();
    keeper.changed('c1', value);
    await vi.advanceTimersByTimeAsync(5_000);
    expect(drafts.rows.size).toBe(0);
  });

  it('opens in a form that has other fields by now, and is ignored when it is none', () => {
    const older = { texts: { energy: '9.3', gone: 'x', current: 'XY', notes: 5 }, quick: 4 };
    expect(readDraft(older, base)).toEqual({
      texts: { ...base, energy: '9.3' },
      fills: {},
      quick: '',
    });
    expect(readDraft('text', base)).toBeUndefined();
    expect(readDraft({ texts: null }, base)).toBeUndefined();
  });
});
