import { describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { fail, ok } from '#lib/domain/result.ts';
import { I18n } from '#lib/i18n/i18n.svelte.ts';
import { BackupForm } from '#lib/state/backup-form.svelte.ts';
import { RestoreFlow } from '#lib/state/restore-flow.svelte.ts';
import BackupOverview from '#lib/ui/backup/BackupOverview.svelte';
import { CREATED, FakeBackups, SIX_WORDS } from './backup-fake.ts';
import { render } from './render.svelte.ts';

const OWN = 'my own long passphrase';
const LAST = {
  id: 'before',
  at: Date.UTC(2026, 5, 8, 12),
  name: 'plugtrack-pixel-2026-06-08.zip',
  bytes: 1_230_000,
  encrypted: true,
  verified: 'read-back',
  counts: { sessions: 790, cars: 2, places: 1, settings: 5, imports: 1 },
} as const;

/** The screen as it is opened on 1 July 2026. */
async function open(backups: FakeBackups) {
  const i18n = new I18n();
  await i18n.load();
  const form = new BackupForm(backups);
  const flow = new RestoreFlow(backups, () => 'Home tariff');
  const rendered = render(
    BackupOverview,
    {
      status: backups.status,
      form,
      flow,
      targets: backups.targets,
      today: '2026-07-01',
      timeZone: 'Europe/London',
      conflictsHref: '/backup/conflicts',
      onundo: (undoId: string) => flow.undo(undoId).then(() => undefined),
      ondismiss: () => void backups.dismissUnfinished(),
    },
    i18n,
  );
  await form.begin();
  return { form, flow, ...rendered };
}

const passphrase = () => page.getByRole('textbox', { name: 'Passphrase', exact: true });
const repeat = () => page.getByRole('textbox', { name: 'Repeat passphrase' });
const button = (name: string) => page.getByRole('button', { name, exact: true });

async function typeTwice(text: string, again = text): Promise<void> {
  await userEvent.fill(passphrase(), text);
  await userEvent.fill(repeat(), again);
}

describe('the last backup', () => {
  it('is shown with its age, what it held, what changed since and how it was checked', async () => {
    const backups = new FakeBackups();
    backups.status = { ...backups.status, last: LAST, history: [LAST], changesSince: 31 };
    await open(backups);
    const region = page.getByRole('region', { name: 'Last backup' });
    await expect.element(region).toHaveTextContent('23 days ago');
    await expect
      .element(region)
      .toHaveTextContent(
        'It holds 790 charges, 2 cars, one place and 6 settings and notes. 31 changes since.',
      );
    await expect.element(region).toHaveTextContent('1.2 MB');
    await expect.element(region).toHaveTextContent('Read back from where it was written');
  });

  it('is said to be missing when there never was one', async () => {
    const backups = new FakeBackups();
    backups.status = { ...backups.status, changesSince: 1 };
    await open(backups);
    const region = page.getByRole('region', { name: 'Last backup' });
    await expect.element(region).toHaveTextContent('There is no backup yet');
    await expect.element(region).toHaveTextContent('One change so far.');
  });
});

describe('creating a backup', () => {
  it('says before anything else that nobody can recover the passphrase', async () => {
    await open(new FakeBackups());
    await expect
      .element(page.getByRole('region', { name: 'Create a backup' }))
      .toHaveTextContent('There is no recovery without the passphrase');
  });

  it('takes an own passphrase typed twice, and hides it until asked', async () => {
    const backups = new FakeBackups();
    await open(backups);
    await typeTwice(OWN);
    await expect.element(passphrase()).toHaveAttribute('type', 'password');
    await button('Show passphrase').click();
    await expect.element(passphrase()).toHaveAttribute('type', 'text');
    await expect.element(page.getByText('Strong: cannot be guessed')).toBeVisible();
    await button('Create backup').click();
    await expect.element(page.getByRole('heading', { name: 'Your backup is ready' })).toHaveFocus();
    expect(backups.askedOf('create')).toEqual([
      { protection: { passphrase: OWN }, includeLabel: true },
    ]);
    expect(backups.kept).toBeUndefined();
  });

  it('proposes six words, fills them in on request and shows them once more', async () => {
    const backups = new FakeBackups();
    await open(backups);
    await expect.element(page.getByText(SIX_WORDS)).toBeVisible();
    await expect.element(passphrase()).toHaveValue('');
    await button('Use these words').click();
    await expect.element(passphrase()).toHaveValue(SIX_WORDS);
    await expect.element(passphrase()).toHaveAttribute('type', 'text');
    await expect.element(repeat()).toHaveValue(SIX_WORDS);
    await button('Create backup').click();
    await expect.element(page.getByText(SIX_WORDS)).toBeVisible();
  });

  it('says beside the field what is wrong, and makes nothing', async () => {
    const backups = new FakeBackups();
    await open(backups);
    await typeTwice('short');
    await button('Create backup').click();
    await expect
      .element(passphrase())
      .toHaveAccessibleDescription(/^The passphrase needs at least 12 characters\./);
    await expect.element(passphrase()).toHaveFocus();
    await typeTwice(OWN, `${OWN}!`);
    await button('Create backup').click();
    await expect.element(repeat()).toHaveAccessibleDescription('The two passphrases differ.');
    expect(backups.askedOf('create')).toEqual([]);
  });

  it('remembers the passphrase on this device only when asked', async () => {
    const backups = new FakeBackups();
    await open(backups);
    await typeTwice(OWN);
    await page.getByText('More options').click();
    await page.getByRole('switch', { name: 'Remember the passphrase' }).click();
    await button('Create backup').click();
    await expect.element(page.getByRole('heading', { name: 'Your backup is ready' })).toBeVisible();
    expect(backups.kept).toBe(OWN);
  });

  it('fills in what is kept, and forgets it on request', async () => {
    const backups = new FakeBackups();
    backups.kept = OWN;
    await open(backups);
    await expect.element(passphrase()).toHaveValue(OWN);
    await expect.element(passphrase()).toHaveAttribute('type', 'password');
    await button('Forget it').click();
    await expect.element(passphrase()).toHaveValue('');
    expect(backups.kept).toBeUndefined();
  });

  it('makes a plain file only when that is chosen, with a warning', async () => {
    const backups = new FakeBackups();
    backups.creations = [ok({ ...CREATED, encrypted: false })];
    await open(backups);
    await page.getByText('More options').click();
    await page.getByRole('switch', { name: 'Without a passphrase' }).click();
    await expect.element(page.getByText(/^Anyone who gets hold of this file/)).toBeVisible();
    await expect.element(passphrase()).not.toBeInTheDocument();
    await button('Create backup').click();
    await expect.element(page.getByText(/^Anyone who gets hold of this file/)).toBeVisible();
    expect(backups.askedOf('create')).toEqual([
      { protection: { unencrypted: true }, includeLabel: true },
    ]);
  });

  it('shows how far it is and can be cancelled', async () => {
    const backups = new FakeBackups();
    const gate = Promise.withResolvers<undefined>();
    backups.gate = gate.promise;
    backups.progress = { phase: 'encrypt', done: 1, total: 4 };
    backups.creations = [fail('backup/cancelled')];
    await open(backups);
    await typeTwice(OWN);
    await button('Create backup').click();
    const bar = page.getByRole('progressbar', { name: 'Creating the backup' });
    await expect.element(bar).toHaveAttribute('value', '0.25');
    await expect.element(page.getByText('Encrypting', { exact: true })).toBeVisible();
    await button('Cancel').click();
    expect(backups.askedOf('cancel')).toHaveLength(1);
    gate.resolve(undefined);
    await expect
      .element(page.getByRole('alert'))
      .toHaveTextContent('Cancelled. Nothing was changed.');
  });

  it('offers less protection only after the memory ran out', async () => {
    const backups = new FakeBackups();
    backups.creations = [fail('backup/kdf_memory'), ok(CREATED)];
    await open(backups);
    await typeTwice(OWN);
    await button('Create backup').click();
    await expect.element(page.getByRole('alert')).toHaveTextContent('at least 20 characters');
    await button('Try with less memory').click();
    await expect.element(page.getByRole('heading', { name: 'Your backup is ready' })).toBeVisible();
    expect(backups.askedOf('create')).toEqual([
      { protection: { passphrase: OWN }, includeLabel: true },
      { protection: { passphrase: OWN }, includeLabel: true, reduced: true },
    ]);
  });

  it('names the step when the file could not be read back', async () => {
    const backups = new FakeBackups();
    backups.creations = [fail('backup/verify_failed', { details: { step: 'decrypt' } })];
    await open(backups);
    await typeTwice(OWN);
    await button('Create backup').click();
    await expect
      .element(page.getByRole('alert'))
      .toHaveTextContent('could not be read back (decrypt). It does not count');
  });
});

describe('handing a backup over', () => {
  it('offers what this device can do', async () => {
    const backups = new FakeBackups();
    backups.targets = { share: false, file: false };
    await open(backups);
    await typeTwice(OWN);
    await button('Create backup').click();
    await expect.element(button('Download')).toBeVisible();
    await expect.element(button('Share')).not.toBeInTheDocument();
    await expect.element(button('Save to …')).not.toBeInTheDocument();
  });

  it('counts only once it was handed over', async () => {
    const backups = new FakeBackups();
    backups.handOvers = [ok(false), fail('backup/verify_failed'), ok(true)];
    const screen = await open(backups);
    await typeTwice(OWN);
    await button('Create backup').click();
    await button('Save to …').click();
    await expect.element(page.getByRole('alert')).toHaveTextContent('no place was chosen');
    await button('Save to …').click();
    await expect.element(page.getByRole('alert')).toHaveTextContent('your earlier backup still');
    await button('Save to …').click();
    const last = { ...LAST, id: CREATED.id, name: CREATED.name };
    screen.update({ status: { ...backups.status, last, history: [last] } });
    await expect
      .element(page.getByText(/plugtrack-pixel-2026-07-01.zip is your last backup now/))
      .toHaveTextContent('Read back from where it was written');
    expect(backups.askedOf('handOver')).toEqual(['file', 'file', 'file']);
  });
});

describe('what earlier restores left', () => {
  it('says that one was cut off, until it is dismissed', async () => {
    const backups = new FakeBackups();
    const unfinished = { at: 0, mode: 'replace', fileName: 'old.zip' } as const;
    backups.status = { ...backups.status, unfinished };
    await open(backups);
    await expect.element(page.getByText(/^Restoring old.zip was cut off/)).toBeVisible();
    await button('Dismiss').click();
    expect(backups.askedOf('dismissUnfinished')).toHaveLength(1);
  });

  it('takes the last one back after saying what is lost with it', async () => {
    const backups = new FakeBackups();
    const undo = {
      undoId: 'u1',
      at: Date.UTC(2026, 5, 30, 8),
      mode: 'replace',
      changesSince: 3,
      safetyBackup: { name: 'before.zip', bytes: 100 },
    } as const;
    backups.status = { ...backups.status, undo };
    await open(backups);
    await button('Undo this restore').click();
    const dialog = page.getByRole('dialog');
    await expect.element(dialog).toHaveTextContent('3 changes made since are lost with it.');
    await dialog.getByRole('button', { name: 'Undo this restore' }).click();
    await expect.element(dialog).not.toBeInTheDocument();
    expect(backups.askedOf('undoRestore')).toEqual(['u1']);
  });

  it('leads to conflicts and to rows that were set aside', async () => {
    const backups = new FakeBackups();
    backups.status = { ...backups.status, conflicts: 2, setAside: 1 };
    await open(backups);
    await expect
      .element(page.getByRole('link', { name: /^2 values changed on two devices/ }))
      .toHaveAttribute('href', '/backup/conflicts');
    await expect.element(page.getByRole('link', { name: /^One row set aside/ })).toBeVisible();
  });
});
