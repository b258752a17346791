import { writeFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { travellingRow } from '#lib/db/backup/state-rows.ts';
import { canonicalJson } from '#lib/domain/canonical-json.ts';
import type { State, StateRow } from '#lib/domain/merge/state.ts';
import { type App, expect, test } from '../support/browser.ts';
import { openScreen, visit } from '../support/e2e-app.ts';
import {
  button,
  preview,
  restoreButton,
  restoreFirst,
  untilRestored,
} from '../support/e2e-backup.ts';
import { besideTheApp, readStored, type Stored } from '../support/e2e-storage.ts';
import { richStamp, richState, vaultOf } from '../support/rich-vault.ts';

/** Enough that each phase takes longer than a message to the test and a signal back. */
const SESSIONS = 800;
const SLOW = { timeout: 30_000 };
const OTHER_DEVICE = '1111222233334444';

type Mode = 'Merge' | 'Replace';
/** Where the browser is ended: a phase as the screen names it, or the worker that reads back. */
type Moment = 'safety' | 'reading back' | 'read' | 'stage' | 'step';

const WORDS: Readonly<Record<Exclude<Moment, 'reading back'>, Readonly<Record<Mode, string>>>> = {
  safety: {
    Merge: 'Making a safety backup of what is here',
    Replace: 'Making a safety backup of what is here',
  },
  read: { Merge: 'Reading the file', Replace: 'Reading the file' },
  stage: { Merge: 'Checking the rows', Replace: 'Checking the rows' },
  step: { Merge: 'Merging', Replace: 'Putting it in place' },
};
const MOMENTS: Readonly<Record<Mode, readonly Moment[]>> = {
  Merge: ['safety', 'reading back', 'read', 'step'],
  Replace: ['safety', 'reading back', 'stage', 'step'],
};

/** What another device made of the same log: charges edited, deleted and added. */
function laterState(state: State): State {
  const rows = new Map<string, StateRow>();
  for (const [id, row] of state.get('sessions')?.rows ?? []) {
    const i = rows.size;
    if (row._p !== undefined || row._d === true || i % 10 > 1) rows.set(id, row);
    else {
      const change = i % 10 === 0 ? { notes: 'edited elsewhere' } : { _d: true as const };
      const [field = ''] = Object.keys(change);
      const f = { ...row._c?.f, [field]: richStamp(7, OTHER_DEVICE) };
      rows.set(id, { ...row, ...change, _c: { b: richStamp(1), f } });
    }
  }
  for (let i = 0; i < SESSIONS; i++) {
    const row = state.get('sessions')?.rows.get([...rows.keys()][0] ?? '');
    const id = `0197c3a1-b2f4-7005-9000-${i.toString(16).padStart(12, '0')}`;
    rows.set(id, { ...row, id, notes: 'added elsewhere', _c: { b: richStamp(8, OTHER_DEVICE) } });
  }
  return new Map(state).set('sessions', { kind: 'record', rows });
}

const linesOf = (rows: Iterable<StateRow>): string =>
  [...rows]
    .map((row) => canonicalJson(row))
    .sort()
    .join('\n');

/** All charges as they lie in the browser, with clocks and tombstones. */
const sessionsIn = ({ tables }: Stored): string =>
  linesOf((tables['sessions'] ?? []).map((row) => travellingRow('sessions', row)));
const sessionsOf = (state: State): string => linesOf(state.get('sessions')?.rows.values() ?? []);

/** Everything in the browser, read on a page where nothing of the app runs. */
async function stored(app: App): Promise<Stored> {
  const page = await besideTheApp(app);
  const found = await readStored(page);
  if (!found) throw new Error('there is no database');
  await page.close();
  return found;
}
const jobIn = ({ tables }: Stored): unknown =>
  tables['meta']?.find((row) => row['key'] === 'restore')?.['state'];
const undoIn = ({ tables }: Stored): boolean =>
  (tables['meta'] ?? []).some((row) => row['key'] === 'restore-undo');

/** Resolves when a moment has come. */
async function momentOf(page: Page, moment: Moment, mode: Mode): Promise<void> {
  if (moment === 'reading back') {
    // One worker does the work, a second one reads back what the first has kept.
    await page.waitForEvent('worker');
    await page.waitForEvent('worker');
    return;
  }
  await page.evaluate(
    (words) =>
      new Promise<void>((resolve) => {
        const check = (): void => {
          const shown = [...document.querySelectorAll('[role=status]')];
          if (shown.some(({ textContent }) => textContent.includes(words))) resolve();
        };
        const seen = new MutationObserver(check);
        seen.observe(document.body, { subtree: true, childList: true, characterData: true });
      }),
    WORDS[moment][mode],
  );
}

/** Begins a restore of a file that is chosen. */
async function begin(page: Page, mode: Mode): Promise<void> {
  await page.getByRole('radio', { name: mode, exact: true }).check();
  const agree = page.getByRole('switch', { name: /^Yes, delete/ });
  if ((await agree.count()) > 0) await agree.click();
  await restoreButton(page).click();
  if (mode === 'Merge') return;
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^Replace \d/ })
    .click();
}

/** Begins a restore and ends the browser in the middle of it. */
async function endIn(app: App, page: Page, mode: Mode, moment: Moment): Promise<void> {
  const kill = await app.killer();
  const reached = momentOf(page, moment, mode);
  // The browser may be gone before it has answered.
  const begun = begin(page, mode).catch((error: unknown) => {
    if (!/closed|crashed/i.test(String(error))) throw error;
  });
  await reached;
  await kill();
  await begun;
}

for (const mode of ['Merge', 'Replace'] as const) {
  test(`BR05 a browser ended in any phase of a restore, ${mode}: as before or done, and told`, async ({
    app,
  }, info) => {
    test.setTimeout(240_000);
    const here = richState(SESSIONS);
    const theirs = laterState(here);
    const [first, file] = [info.outputPath('first.zip'), info.outputPath('later.zip')];
    writeFileSync(first, await vaultOf(here));
    writeFileSync(file, await vaultOf(theirs, OTHER_DEVICE));
    // All that was changed here was changed earlier than there, so both ways end with their rows.
    const [before, after] = [sessionsOf(here), sessionsOf(theirs)];
    expect(before).not.toBe(after);

    let page = await app.newPage();
    await restoreFirst(app, page, first);
    expect(sessionsIn(await stored(app))).toBe(before);

    let cutOff = 0;
    for (const moment of MOMENTS[mode]) {
      await visit(app, page, 'backup', 'Backup');
      await preview(page, file);
      await endIn(app, page, mode, moment);

      const found = await stored(app);
      const job = jobIn(found);
      // The job says that it is done if and only if all of it is.
      expect(['running', 'done']).toContain(job);
      const isDone = job === 'done';
      expect(sessionsIn(found) === (isDone ? after : before), moment).toBe(true);
      expect(undoIn(found)).toBe(isDone);
      const [kept = 0, staged = 0] = ['snapshots', 'staging'].map(
        (name) => found.tables[name]?.length,
      );
      // What is kept is written after it was read back, and before anything else.
      if (moment === 'safety') expect([job, kept, staged]).toEqual(['running', 0, 0]);
      if (!isDone && moment === 'stage') expect(Math.min(kept, staged)).toBeGreaterThan(0);
      if (!isDone) cutOff++;

      page = await openScreen(app, 'backup', 'Backup');
      const notice = page.getByText(
        'Restoring later.zip was cut off. Your log is as it was before',
      );
      if (isDone) {
        await button(page, 'Undo this restore').click();
        await expect(page.getByText(/^The restore was taken back/)).toBeVisible(SLOW);
        await expect(notice).toHaveCount(0);
      } else await expect(notice).toBeVisible();
      const settled = await stored(app);
      expect(sessionsIn(settled) === before, `${moment}, opened again`).toBe(true);
      expect([settled.tables['staging'], settled.tables['snapshots']]).toEqual([[], []]);
    }
    // The last step may be over before the signal arrives; the others are long enough.
    expect(cutOff).toBeGreaterThanOrEqual(2);

    // And what was cut off can be done.
    await preview(page, file);
    await begin(page, mode);
    await untilRestored(page);
    expect(sessionsIn(await stored(app)) === after).toBe(true);
  });
}
