import { createRawSnippet, type Snippet } from 'svelte';
import { describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { fail, ok } from '#lib/domain/result.ts';
import { I18n } from '#lib/i18n/i18n.svelte.ts';
import { RestoreFlow } from '#lib/state/restore-flow.svelte.ts';
import RestoreSteps from '#lib/ui/backup/RestoreSteps.svelte';
import { FakeBackups, previewOf, reportOf } from './backup-fake.ts';
import { render } from './render.svelte.ts';

const FILE = new File(['x'], 'plugtrack-pixel-2026-07-01.zip');
const CONFLICTS: Snippet = createRawSnippet(() => ({ render: () => '<p>both values</p>' }));
/** What is handed over with every file. */
const ASKED = { name: FILE.name, tariffName: 'Home tariff' };

const OLD_BACKUP = { lastDate: '2026-06-08', today: '2026-07-01', changesSince: 40 };

async function choose(backups: FakeBackups, kept?: typeof OLD_BACKUP) {
  const i18n = new I18n();
  await i18n.load();
  const flow = new RestoreFlow(backups, () => 'Home tariff');
  render(
    RestoreSteps,
    {
      flow,
      undo: undefined,
      timeZone: 'Europe/London',
      sessionsHref: '/sessions',
      kept,
      conflicts: CONFLICTS,
    },
    i18n,
  );
  await flow.choose(FILE);
  return flow;
}

const restore = () => page.getByRole('button', { name: 'Restore', exact: true });
const radio = (name: string) => page.getByRole('radio', { name, exact: true });

/** The numbers of a row of the table, by the heads of their columns. */
function countsOf(table: string): Record<string, string> {
  const cells = (row: Element): string[] =>
    [...row.querySelectorAll('th, td')].map((cell) => cell.textContent.trim());
  const [head, ...rows] = [...document.querySelectorAll('tr')].map(cells);
  const found = rows.find(([name]) => name === table) ?? [];
  return Object.fromEntries((head ?? []).map((name, at) => [name, found[at] ?? '']));
}

describe('an old backup', () => {
  it('is named before everything here is replaced, and not before a small merge', async () => {
    const backups = new FakeBackups();
    backups.previews = [ok(previewOf())];
    await choose(backups, OLD_BACKUP);
    await expect.element(radio('Merge')).toBeChecked();
    await expect.element(page.getByText(/Your last backup was/)).not.toBeInTheDocument();
    await userEvent.click(radio('Replace'));
    await expect
      .element(page.getByText(/Your last backup was 23 days ago, 40 changes since/))
      .toBeInTheDocument();
  });
});

describe('opening a file', () => {
  it('asks for the passphrase, names a wrong one and waits before the next guess', async () => {
    const backups = new FakeBackups();
    backups.previews = [
      fail('backup/passphrase_needed'),
      fail('backup/wrong_passphrase', { details: { waitS: 1 } }),
      ok(previewOf()),
    ];
    await choose(backups);
    await expect
      .element(page.getByRole('heading', { name: 'This backup is encrypted' }))
      .toHaveFocus();
    const field = page.getByRole('textbox', { name: 'Passphrase', exact: true });
    const open = page.getByRole('button', { name: 'Open backup' });
    await userEvent.fill(field, 'wrong');
    await open.click();
    await expect
      .element(field)
      .toHaveAccessibleDescription('The passphrase is not the right one. Nothing was changed.');
    await expect.element(open).toHaveAttribute('aria-disabled', 'true');
    await expect.element(open).toHaveAccessibleDescription('You can try again in 1 s.');
    await expect.element(open).not.toHaveAttribute('aria-disabled');
    await userEvent.fill(field, 'right');
    await open.click();
    await expect.element(page.getByRole('heading', { name: 'What would change' })).toHaveFocus();
    expect(backups.askedOf('preview')).toEqual([
      ASKED,
      { ...ASKED, passphrase: 'wrong' },
      { ...ASKED, passphrase: 'right' },
    ]);
  });

  it('fills in the passphrase kept on this device', async () => {
    const backups = new FakeBackups();
    backups.kept = 'kept on this device';
    backups.previews = [fail('backup/passphrase_needed')];
    await choose(backups);
    await expect
      .element(page.getByRole('textbox', { name: 'Passphrase', exact: true }))
      .toHaveValue('kept on this device');
  });

  it.each([
    ['backup/truncated', 'The backup is incomplete: its end is missing. Get the file again.'],
    ['backup/damaged', 'The backup is damaged: its content has changed since it was written.'],
    ['backup/newer_version', 'This backup was made by a newer version. Update the app first.'],
    ['backup/not_a_backup', 'This file is not a PlugTrack backup.'],
  ])('says of %s what to do', async (code, words) => {
    const backups = new FakeBackups();
    backups.previews = [fail(code)];
    await choose(backups);
    await expect.element(page.getByRole('alert')).toHaveTextContent(words);
    await expect.element(page.getByRole('button', { name: 'Choose another file' })).toBeVisible();
  });
});

describe('the preview', () => {
  it('gives the counts of each table and the totals for the chosen way', async () => {
    await choose(new FakeBackups());
    await expect
      .element(page.getByRole('status').filter({ hasText: 'new' }))
      .toHaveTextContent(
        '25 new, 4 changed, 788 the same, 0 deleted. 790 charges (18,200 kWh) before, 815 charges (18,790 kWh) after.',
      );
    expect(countsOf('Charges')).toEqual({
      Kind: 'Charges',
      'In the file': '815',
      'Here now': '790',
      New: '25',
      Changed: '4',
      Same: '786',
      Deleted: '0',
    });
    await radio('Replace').click();
    await expect.element(page.getByText(/785 the same, 3 deleted/)).toBeVisible();
    expect(countsOf('Charges')['Deleted']).toBe('3');
  });

  it('says when a merge would bring nothing', async () => {
    const backups = new FakeBackups();
    const merge = reportOf({}, { new: 0, changed: 0, same: 815 });
    backups.previews = [ok(previewOf({ merge }))];
    await choose(backups);
    await expect.element(page.getByText(/^Nothing new/)).toBeVisible();
  });

  it('names what is odd, and what lost, before it happens', async () => {
    const backups = new FakeBackups();
    const merge = reportOf(
      {
        warnings: [
          { code: 'backup/extra_entry', name: 'x.txt' },
          { code: 'sync/clock_ahead', device: 'abcd', hours: 30, rows: 2 },
        ],
        unknownTables: ['hologramPlans'],
        unknownFields: { sessions: ['regenWh'] },
        conflictCount: 1,
      },
      { setAside: 2 },
    );
    backups.previews = [ok(previewOf({ merge }))];
    await choose(backups);
    await expect.element(page.getByText(/It was left out\. \(x\.txt\)/)).toBeVisible();
    await expect.element(page.getByText(/far ahead, by 30 hours/)).toBeVisible();
    await expect.element(page.getByText(/\(hologramPlans\)/)).toBeVisible();
    await expect.element(page.getByText(/^Charges have details .* \(regenWh\)/)).toBeVisible();
    await expect.element(page.getByText(/^2 rows cannot be used now/)).toBeVisible();
    await expect.element(page.getByText(/^One value was changed on both sides/)).toBeVisible();
    await page.getByText('Values changed on both sides').click();
    await expect.element(page.getByText('both values')).toBeVisible();
  });

  it('asks which car charges without one go to, and reads the file again', async () => {
    const backups = new FakeBackups();
    const choices = [
      { id: 'c1', name: 'Leaf' },
      { id: 'c2', name: 'ID.3' },
    ];
    const questions = [{ code: 'import/choose_car', choices }];
    backups.previews = [ok(previewOf({ kind: 'classic', questions })), ok(previewOf())];
    await choose(backups);
    await expect.element(restore()).toHaveAttribute('aria-disabled', 'true');
    await userEvent.selectOptions(
      page.getByRole('combobox', { name: 'Car of these charges' }),
      'ID.3',
    );
    await expect.element(restore()).not.toHaveAttribute('aria-disabled');
    expect(backups.askedOf('preview').at(-1)).toEqual({ ...ASKED, sourceCar: 'c2' });
  });
});

describe('restoring', () => {
  it('merges at one press and says what it did, with the ways back', async () => {
    const backups = new FakeBackups();
    const safetyBackup = { name: 'before.zip', verified: true } as const;
    const report = reportOf({ dryRun: false, undoId: 'u1', safetyBackup });
    backups.restores = [ok({ report })];
    await choose(backups);
    await restore().click();
    await expect.element(page.getByRole('heading', { name: 'Restored' })).toHaveFocus();
    await expect
      .element(page.getByRole('region', { name: 'Restored' }))
      .toHaveTextContent('25 new, 4 changed, 788 the same, 0 deleted.');
    expect(backups.askedOf('restore')).toEqual([{ previewId: 'seen', mode: 'merge' }]);

    await page.getByRole('button', { name: 'Save the file from before' }).click();
    await expect.element(page.getByText('Saved.', { exact: true })).toBeVisible();
    await page.getByRole('button', { name: 'Undo this restore' }).click();
    await expect.element(page.getByText(/^The restore was taken back/)).toBeVisible();
    expect(backups.askedOf('saveSafety')).toEqual(['u1']);
    expect(backups.askedOf('undoRestore')).toEqual(['u1']);
  });

  it('replaces only after a confirmation with the numbers', async () => {
    const backups = new FakeBackups();
    await choose(backups);
    await radio('Replace').click();
    await restore().click();
    const dialog = page.getByRole('dialog');
    await expect
      .element(dialog)
      .toHaveTextContent(
        'Now: 790 charges, 18,200 kWh. Afterwards: 815 charges, 18,790 kWh. 3 rows that are only here go.',
      );
    expect(backups.askedOf('restore')).toEqual([]);
    await dialog.getByRole('button', { name: 'Replace 790 charges' }).click();
    await expect.element(page.getByRole('heading', { name: 'Restored' })).toBeVisible();
    expect(backups.askedOf('restore')).toEqual([{ previewId: 'seen', mode: 'replace' }]);
  });

  it('takes the file as it is where nothing was entered yet, without a question', async () => {
    const backups = new FakeBackups();
    backups.previews = [ok(previewOf({ isEmptyHere: true }))];
    await choose(backups);
    await expect.element(radio('Replace')).toBeChecked();
    await restore().click();
    await expect.element(page.getByRole('heading', { name: 'Restored' })).toBeVisible();
    expect(backups.askedOf('restore')).toEqual([{ previewId: 'seen', mode: 'replace' }]);
  });

  it('deletes unusually much only when told so, and asks each time', async () => {
    const backups = new FakeBackups();
    const brake = { code: 'merge/mass_delete', table: 'sessions', rows: 240, percent: 31 } as const;
    const merge = reportOf({ ok: false, brakes: [{ ...brake, ids: [] }] }, { deleted: 240 });
    backups.previews = [ok(previewOf({ merge }))];
    backups.restores = [fail('db/quota')];
    await choose(backups);
    await expect
      .element(page.getByText('This would delete 240 rows of Charges, 31% of those here.'))
      .toBeVisible();
    await expect.element(restore()).toHaveAttribute('aria-disabled', 'true');
    const agree = page.getByRole('switch', { name: 'Yes, delete 240 rows' });
    await agree.click();
    await restore().click();
    await expect.element(page.getByRole('alert')).toBeVisible();
    expect(backups.askedOf('restore')).toEqual([
      { previewId: 'seen', mode: 'merge', allowMassDelete: true },
    ]);
    await expect.element(agree).not.toBeChecked();
    await expect.element(restore()).toHaveAttribute('aria-disabled', 'true');
  });

  it('can be cancelled until the one step that counts', async () => {
    const backups = new FakeBackups();
    const flow = await choose(backups);
    const gate = Promise.withResolvers<undefined>();
    backups.gate = gate.promise;
    backups.progress = { phase: 'safety', done: 0 };
    backups.restores = [fail('backup/cancelled')];
    await restore().click();
    await expect.element(page.getByRole('progressbar', { name: 'Restoring' })).toBeVisible();
    await page.getByRole('button', { name: 'Cancel' }).click();
    expect(backups.askedOf('cancel')).toHaveLength(1);
    gate.resolve(undefined);
    await expect
      .element(page.getByRole('alert'))
      .toHaveTextContent('Cancelled. Nothing was changed.');
    backups.progress = { phase: 'swap', done: 0 };
    const second = Promise.withResolvers<undefined>();
    backups.gate = second.promise;
    await restore().click();
    await expect.element(page.getByRole('progressbar', { name: 'Restoring' })).toBeVisible();
    await expect.element(page.getByRole('button', { name: 'Cancel' })).not.toBeInTheDocument();
    second.resolve(undefined);
    await expect.element(restore()).toBeVisible();
    expect(flow.work).toBeUndefined();
  });
});
