import { describe, expect, it } from 'vitest';
import {
  createUpdates,
  type FlushAnswer,
  type UpdateEnvironment,
  type UpdateState,
} from '#lib/platform/updates.ts';

const HOUR_MS = 3_600_000;

/** Several tabs of one browser: they share the service worker and the channel, nothing else. */
class FakeBrowser {
  nowMs = 1_000_000;
  workerUpdates = 0;
  skipWaitingCalls = 0;
  frozenTabs = 0;
  readonly tabs: FakeTab[] = [];
  private readonly timers: { atMs: number; action: () => void }[] = [];

  open(): FakeTab {
    const tab = new FakeTab(this);
    this.tabs.push(tab);
    return tab;
  }
  versionWaits(): void {
    for (const tab of this.tabs) tab.waiting();
  }
  versionTakesOver(): void {
    for (const tab of this.tabs) tab.takenOver();
  }
  after(ms: number, action: () => void): void {
    this.timers.push({ atMs: this.nowMs + ms, action });
  }
  async pass(ms: number): Promise<void> {
    this.nowMs += ms;
    for (const { atMs, action } of this.timers.splice(0)) {
      if (atMs <= this.nowMs) action();
      else this.timers.push({ atMs, action });
    }
    await settle();
  }
}

class FakeTab {
  reloads = 0;
  waiting: () => void = () => undefined;
  takenOver: () => void = () => undefined;
  visible: () => void = () => undefined;
  hear: (message: unknown) => void = () => undefined;
  readonly states: UpdateState[] = [];
  readonly updates;
  private readonly stored = new Map<string, string>();

  constructor(browser: FakeBrowser) {
    const environment: UpdateEnvironment = {
      worker: {
        onWaiting: (listener) => (this.waiting = listener),
        onTakenOver: (listener) => (this.takenOver = listener),
        update: () => {
          browser.workerUpdates += 1;
          return Promise.reject(new Error('no network'));
        },
        skipWaiting: () => (browser.skipWaitingCalls += 1),
        countTabs: () => Promise.resolve(browser.tabs.length + browser.frozenTabs),
      },
      channel: {
        post: (message) => {
          for (const tab of browser.tabs) if (tab !== this) tab.hear(structuredClone(message));
        },
        listen: (listener) => (this.hear = listener),
      },
      memory: {
        getItem: (key) => this.stored.get(key) ?? null,
        setItem: (key, value) => void this.stored.set(key, value),
      },
      onVisible: (listener) => (this.visible = listener),
      nowMs: () => browser.nowMs,
      after: (ms, action) => {
        browser.after(ms, action);
      },
      randomId: () => `round-${String(Math.random())}`,
      reload: () => (this.reloads += 1),
    };
    this.updates = createUpdates(environment);
    this.updates.subscribe((state) => this.states.push(state));
  }

  /** A form that counts how often its draft was written. */
  form(answer: FlushAnswer): { written: number } {
    const form = { written: 0 };
    this.updates.onFlush(() => {
      form.written += 1;
      return Promise.resolve(answer);
    });
    return form;
  }
}

/** Lets everything run that waits for nothing but its turn. */
function settle(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

describe('the update dialogue', () => {
  it('tells of a waiting version and does nothing without a yes', () => {
    const browser = new FakeBrowser();
    const tab = browser.open();
    browser.versionWaits();
    expect(tab.states).toEqual(['none', 'ready']);
    expect(browser.skipWaitingCalls).toBe(0);
  });

  it('has nothing to apply when no version waits', async () => {
    const browser = new FakeBrowser();
    const tab = browser.open();
    expect(await tab.updates.apply()).toEqual({ kind: 'nothing-to-do' });
    expect(browser.skipWaitingCalls).toBe(0);
  });

  it('applies at once in a single tab without unsaved text', async () => {
    const browser = new FakeBrowser();
    const tab = browser.open();
    const form = tab.form('idle');
    browser.versionWaits();
    expect(await tab.updates.apply()).toEqual({ kind: 'applying' });
    expect(form.written).toBe(1);
    expect(browser.skipWaitingCalls).toBe(1);
    expect(tab.states).toEqual(['none', 'ready', 'applying']);
  });

  it('counts unsaved forms of all tabs, writes every draft, and waits for a second yes', async () => {
    const browser = new FakeBrowser();
    const [first, second, third] = [browser.open(), browser.open(), browser.open()];
    const forms = [first.form('unsaved'), second.form('unsaved'), third.form('idle')];
    browser.versionWaits();
    expect(await first.updates.apply()).toEqual({ kind: 'blocked', blockedBy: 2 });
    expect(forms.map(({ written }) => written)).toEqual([1, 1, 1]);
    expect(browser.skipWaitingCalls).toBe(0);
    expect(first.updates.state).toBe('ready');

    expect(await first.updates.apply({ force: true })).toEqual({ kind: 'applying' });
    expect(browser.skipWaitingCalls).toBe(1);
  });

  it('a draft that cannot be written counts as unsaved', async () => {
    const browser = new FakeBrowser();
    const tab = browser.open();
    tab.updates.onFlush(() => Promise.reject(new Error('quota')));
    browser.versionWaits();
    expect(await tab.updates.apply()).toEqual({ kind: 'blocked', blockedBy: 1 });
  });

  it('a form that was left is not asked', async () => {
    const browser = new FakeBrowser();
    const tab = browser.open();
    const leave = tab.updates.onFlush(() => Promise.resolve('unsaved'));
    leave();
    browser.versionWaits();
    expect(await tab.updates.apply()).toEqual({ kind: 'applying' });
  });

  it('waits two seconds for a frozen tab and then goes on', async () => {
    const browser = new FakeBrowser();
    const tab = browser.open();
    browser.frozenTabs = 1;
    browser.versionWaits();
    let outcome: unknown;
    void tab.updates.apply().then((value) => (outcome = value));
    await settle();
    await browser.pass(1999);
    expect(outcome).toBeUndefined();
    await browser.pass(1);
    expect(outcome).toEqual({ kind: 'applying' });
  });

  it('ignores messages that are not its own', async () => {
    const browser = new FakeBrowser();
    const tab = browser.open();
    const form = tab.form('idle');
    for (const odd of [null, 7, 'flush-request', {}, { type: 'flush-request' }, { round: 'x' }]) {
      tab.hear(odd);
    }
    tab.hear({ type: 'flush-answer', round: 'unknown', answer: 'unsaved' });
    await settle();
    expect(form.written).toBe(0);
  });
});

describe('reloading', () => {
  it('every tab writes its drafts and reloads once when another version takes over', async () => {
    const browser = new FakeBrowser();
    const tabs = [browser.open(), browser.open()];
    const forms = tabs.map((tab) => tab.form('unsaved'));
    browser.versionTakesOver();
    browser.versionTakesOver();
    await settle();
    expect(tabs.map(({ reloads }) => reloads)).toEqual([1, 1]);
    expect(forms.map(({ written }) => written)).toEqual([1, 1]);
  });

  it('does not wait for ever for a draft', async () => {
    const browser = new FakeBrowser();
    const tab = browser.open();
    tab.updates.onFlush(() => new Promise(() => undefined));
    browser.versionTakesOver();
    await settle();
    expect(tab.reloads).toBe(0);
    await browser.pass(2000);
    expect(tab.reloads).toBe(1);
  });

  it('after a failure happens once, not in a loop', async () => {
    const browser = new FakeBrowser();
    const tab = browser.open();
    expect(await tab.updates.reloadOnce()).toBe(true);
    expect(await tab.updates.reloadOnce()).toBe(false);
    expect(tab.reloads).toBe(1);
  });
});

describe('looking for a newer version', () => {
  it('happens on becoming visible, at most hourly, and a failure is no news', async () => {
    const browser = new FakeBrowser();
    const tab = browser.open();
    tab.visible();
    expect(browser.workerUpdates).toBe(0);
    browser.nowMs += HOUR_MS;
    tab.visible();
    tab.visible();
    expect(browser.workerUpdates).toBe(1);
    await tab.updates.check({ force: true });
    expect(browser.workerUpdates).toBe(2);
    expect(tab.updates.state).toBe('none');
  });
});
