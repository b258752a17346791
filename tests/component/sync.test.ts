import { describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { SyncStatus } from '#lib/app/sync-port.ts';
import { fail, ok } from '#lib/domain/result.ts';
import { I18n } from '#lib/i18n/i18n.svelte.ts';
import SyncRow from '#lib/ui/backup/SyncRow.svelte';
import { SIX_WORDS } from './backup-fake.ts';
import { render } from './render.svelte.ts';
import { FakeSync, fileOf, OFF, onFiles, onFolder, roundOf, skipped } from './sync-fake.ts';
import { AUTOMATIC, button, itself, open, passphrase, region, repeat, WORDS } from './sync-page.ts';

const NOW = Date.UTC(2026, 6, 1, 13, 8);

describe('the row on the backup screen', () => {
  it.each<[string, SyncStatus, string]>([
    ['off', OFF, 'Off. Keeps several devices equal through a folder or files.'],
    [
      'off after a replace',
      { ...OFF, isOffAfterReplace: true },
      'Off since a backup took the place of everything here.',
    ],
    ['new', onFolder(), 'On: folder “Charging”, not synced yet'],
    ['well', onFolder({ last: roundOf() }), 'On: folder “Charging”, last 3 min ago'],
    [
      'by hand',
      onFiles({ last: roundOf({ at: NOW - 1000 }) }),
      'On: files passed by hand, last just now',
    ],
    [
      'long ago',
      onFiles({ last: roundOf({ at: NOW - 2 * 86_400_000 }) }),
      'On: files passed by hand, last 2 days ago',
    ],
    ['shut out', onFolder({ access: 'ask' }), 'Needs you: the folder has to be allowed again'],
    ['without a folder', onFolder({ access: 'none' }), 'Needs you: the folder cannot be reached'],
    [
      'empty',
      onFolder({ last: roundOf({ problem: { code: 'sync/folder_empty' } }) }),
      'Needs you: the folder is empty. Is it the right one?',
    ],
    [
      'locked',
      onFolder({ last: roundOf({ files: [skipped('sync/wrong_passphrase')] }) }),
      'Needs you: the passphrase of the other devices',
    ],
    [
      'foreign',
      onFolder({ last: roundOf({ files: [skipped('sync/other_vault', { vaultId: 'v' })] }) }),
      'Needs you: another log was found. Is it to be merged?',
    ],
    [
      'braked',
      onFolder({ last: roundOf({ files: [skipped('merge/mass_delete')] }) }),
      'Needs you: unusually much would be deleted',
    ],
    [
      'broken',
      onFolder({ last: roundOf({ problem: { code: 'db/quota' } }) }),
      'Needs you: the last round did not end well',
    ],
    [
      'beside a damaged file',
      onFolder({ last: roundOf({ files: [skipped('sync/file_unreadable')] }) }),
      'On: folder “Charging”, last 3 min ago',
    ],
  ])('says in one line how it stands: %s', async (_, status, text) => {
    const i18n = new I18n();
    await i18n.load();
    const { target } = render(
      SyncRow,
      { status, href: '/backup/sync', now: () => NOW, timeZone: 'Europe/London' },
      i18n,
    );
    const link = page.getByRole('link', { name: /^Sync folder/ });
    await expect.element(link).toHaveAttribute('href', '/backup/sync');
    expect(target.textContent.replaceAll('\u00a0', ' ')).toContain(text);
  });
});

describe('switched off', () => {
  it('says what it is and who can read it, and takes a folder', async () => {
    const sync = new FakeSync();
    await open(sync);
    const off = region('Sync is off');
    await expect.element(off).toHaveTextContent(/one file with its whole log in a folder/);
    await expect.element(off).toHaveTextContent(/nobody else can read them/);
    await button('Choose a folder').click();
    await expect.element(page.getByRole('heading', { name: 'Folder “Charging”' })).toHaveFocus();
    expect(sync.asked.map(({ name }) => name)).toEqual(['chooseFolder']);
  });

  it('stays so when no folder was chosen, and says when it cannot be reached', async () => {
    const sync = new FakeSync();
    sync.chosen = ok(false);
    await open(sync);
    await button('Choose a folder').click();
    await expect.element(button('Choose a folder')).not.toHaveAttribute('aria-busy');
    await expect.element(page.getByRole('alert')).not.toBeInTheDocument();
    sync.chosen = fail('sync/folder_unreachable');
    await button('Choose a folder').click();
    await expect
      .element(page.getByRole('alert'))
      .toHaveTextContent(/^The folder cannot be reached/);
  });

  it('passes files by hand where the browser keeps no folder, and says why', async () => {
    const sync = new FakeSync();
    sync.canUseFolder = false;
    await open(sync);
    await expect.element(page.getByText(/^This browser cannot keep a folder/)).toBeVisible();
    await expect.element(button('Choose a folder')).not.toBeInTheDocument();
    await button('Pass files by hand').click();
    await expect.element(region('Files passed by hand')).toBeVisible();
    expect(sync.asked.map(({ name }) => name)).toEqual(['useFiles']);
  });

  it('says that a replace did it, and what switching on does', async () => {
    await open(new FakeSync({ ...OFF, isOffAfterReplace: true }));
    await expect
      .element(page.getByText(/would have brought the replaced data back/))
      .toHaveTextContent(/Switching it on again merges what the other devices hold\.$/);
  });
});

describe('setting up a folder', () => {
  it('asks first whether there is a passphrase already', async () => {
    const sync = new FakeSync(onFolder());
    await open(sync);
    await expect.element(passphrase()).not.toBeInTheDocument();
    await button('Sync now').click();
    const group = page.getByRole('group', { name: 'Is this the first of your devices to sync?' });
    await expect
      .element(group)
      .toHaveAccessibleDescription('Say whether another device syncs already.');
    await expect.element(page.getByRole('radio', { name: 'Yes, the first' })).toHaveFocus();
    expect(sync.askedOf('run')).toEqual([]);
  });

  it('offers six words on the first device, and keeps them when it is to sync by itself', async () => {
    const sync = new FakeSync(onFolder());
    await open(sync);
    await page.getByRole('radio', { name: 'Yes, the first' }).click();
    await expect.element(page.getByText(SIX_WORDS)).toBeVisible();
    await button('Use these words').click();
    await expect.element(repeat()).toHaveValue(SIX_WORDS);
    await itself().click();
    expect(sync.askedOf('remember')).toEqual([]);
    await button('Sync now').click();
    await expect.element(page.getByRole('heading', { name: 'Last round' })).toHaveFocus();
    expect(sync.askedOf('run')).toEqual([{ passphrase: SIX_WORDS }]);
    expect(sync.askedOf('remember')).toEqual([SIX_WORDS]);
    await expect.element(page.getByText('The passphrase is kept on this device.')).toBeVisible();
    await expect.element(passphrase()).not.toBeInTheDocument();
  });

  it('says at the fields what is wrong with a new passphrase, and does nothing', async () => {
    const sync = new FakeSync(onFolder());
    await open(sync);
    await page.getByRole('radio', { name: 'Yes, the first' }).click();
    await userEvent.fill(passphrase(), 'short');
    await button('Sync now').click();
    await expect.element(passphrase()).toHaveFocus();
    await expect
      .element(passphrase())
      .toHaveAccessibleDescription(/^The passphrase needs at least 12 characters\./);
    await userEvent.fill(passphrase(), WORDS);
    await button('Sync now').click();
    await expect.element(repeat()).toHaveAccessibleDescription('The two passphrases differ.');
    await expect.element(repeat()).toHaveFocus();
    expect(sync.askedOf('run')).toEqual([]);
  });

  it('asks again for a passphrase that does not open the others, and keeps none', async () => {
    const sync = new FakeSync(onFolder());
    sync.rounds = [
      ok(roundOf({ files: [skipped('sync/wrong_passphrase')], isOwnWritten: false })),
      ok(roundOf({ files: [fileOf()] })),
    ];
    await open(sync);
    await page.getByRole('radio', { name: 'No, another one syncs already' }).click();
    await button('Sync now').click();
    await expect.element(passphrase()).toHaveAccessibleDescription(/^Type a passphrase\./);
    await itself().click();
    await userEvent.fill(passphrase(), 'wrong');
    await button('Sync now').click();
    await expect.element(passphrase()).toHaveFocus();
    await expect
      .element(passphrase())
      .toHaveAccessibleDescription(/^The passphrase is not the one of this file\./);
    expect(sync.askedOf('remember')).toEqual([]);
    await userEvent.fill(passphrase(), 'right');
    await button('Sync now').click();
    await expect.element(page.getByText('The passphrase is kept on this device.')).toBeVisible();
    expect(sync.askedOf('run')).toEqual([{ passphrase: 'wrong' }, { passphrase: 'right' }]);
    expect(sync.askedOf('remember')).toEqual(['right']);
  });

  it('waits after wrong guesses', async () => {
    const sync = new FakeSync(onFolder());
    sync.rounds = [fail('backup/wrong_passphrase', { details: { waitS: 1 } })];
    await open(sync);
    await page.getByRole('radio', { name: 'No, another one syncs already' }).click();
    await userEvent.fill(passphrase(), 'wrong');
    await button('Sync now').click();
    await expect
      .element(button('Sync now'))
      .toHaveAccessibleDescription('You can try again in 1 s.');
    await expect.element(button('Sync now')).not.toHaveAttribute('aria-disabled');
  });

  it('says when the browser cannot keep the passphrase', async () => {
    const sync = new FakeSync(onFolder());
    sync.kept = fail('backup/not_remembered');
    await open(sync);
    await page.getByRole('radio', { name: 'No, another one syncs already' }).click();
    await userEvent.fill(passphrase(), WORDS);
    await itself().click();
    await button('Sync now').click();
    await expect.element(page.getByRole('alert')).toHaveTextContent(/it is asked for each time/);
    await expect.element(itself()).not.toBeChecked();
  });
});

describe('switched on', () => {
  it('needs no passphrase while one is remembered, and forgets it on request', async () => {
    const sync = new FakeSync({ ...AUTOMATIC, last: roundOf(), changesSince: 3 });
    await open(sync);
    await expect
      .element(region('Folder “Charging”'))
      .toHaveTextContent('Last round 1 Jul 2026, 14:05. 3 changes are not in your file yet.');
    await button('Sync now').click();
    await expect.element(page.getByRole('heading', { name: 'Last round' })).toHaveFocus();
    expect(sync.askedOf('run')).toEqual([{}]);
    await itself().click();
    await expect.element(passphrase()).toBeVisible();
    expect(sync.askedOf('forgetPassphrase')).toHaveLength(1);
  });

  it('shows how far a round is, and stops it', async () => {
    const sync = new FakeSync(AUTOMATIC);
    const gate = Promise.withResolvers<undefined>();
    sync.gate = gate.promise;
    sync.rounds = [fail('backup/cancelled')];
    await open(sync);
    await button('Sync now').click();
    const bar = page.getByRole('progressbar', { name: 'Syncing' });
    await expect.element(bar).toHaveAttribute('value', '0.5');
    await button('Cancel').click();
    expect(sync.askedOf('cancel')).toHaveLength(1);
    gate.resolve(undefined);
    await expect
      .element(page.getByRole('alert'))
      .toHaveTextContent('Cancelled. What was taken in until then stays.');
  });

  it('says that another tab is syncing', async () => {
    const sync = new FakeSync(AUTOMATIC);
    sync.rounds = [fail('backup/busy')];
    await open(sync);
    await button('Sync now').click();
    await expect.element(page.getByRole('alert')).toHaveTextContent(/^Another tab is syncing/);
  });

  it('shows a round that began by itself', async () => {
    await open(new FakeSync({ ...AUTOMATIC, isRunning: true }));
    await expect
      .element(page.getByRole('progressbar', { name: 'A round is under way' }))
      .toBeVisible();
  });

  it('asks the browser for the folder again', async () => {
    const sync = new FakeSync({ ...AUTOMATIC, access: 'ask' });
    sync.granted = ok(false);
    await open(sync);
    await expect.element(button('Sync now')).not.toBeInTheDocument();
    await button('Allow the folder again').click();
    await expect.element(page.getByRole('alert')).toHaveTextContent(/^The folder was not allowed/);
    sync.granted = ok(true);
    await button('Allow the folder again').click();
    await expect.element(button('Sync now')).toBeVisible();
  });

  it('lets a folder that is not known any more be chosen again', async () => {
    const sync = new FakeSync({ ...AUTOMATIC, access: 'none' });
    await open(sync);
    await button('Choose a folder').click();
    await expect.element(button('Sync now')).toBeVisible();
  });

  it('switches off after saying what stays', async () => {
    const sync = new FakeSync(AUTOMATIC);
    await open(sync);
    await button('Switch sync off').click();
    const dialog = page.getByRole('dialog');
    await expect.element(dialog).toHaveTextContent(/Nothing is deleted: your log stays/);
    expect(sync.askedOf('switchOff')).toEqual([]);
    await dialog.getByRole('button', { name: 'Switch sync off' }).click();
    await expect.element(page.getByRole('heading', { name: 'Sync is off' })).toHaveFocus();
    expect(sync.askedOf('switchOff')).toHaveLength(1);
  });

  it('lists the other devices, with when a missing one was last seen', async () => {
    const writtenAt = Date.UTC(2026, 4, 2, 8);
    await open(
      new FakeSync({
        ...AUTOMATIC,
        devices: [
          { deviceId: 'aaaa000000000000', label: 'Pixel', writtenAt, isMissing: false },
          { deviceId: 'bbbb000000000000', writtenAt, isMissing: true },
        ],
      }),
    );
    const items = region('Your other devices').getByRole('listitem');
    await expect.element(items.first()).toHaveTextContent('Pixel its file is of 2 May 2026, 09:00');
    await expect
      .element(items.last())
      .toHaveTextContent('Device bbbb not seen since 2 May 2026, 09:00');
  });
});
