import { describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { ok } from '#lib/domain/result.ts';
import { FakeSync, fileOf, onFiles, roundOf, skipped } from './sync-fake.ts';
import { AUTOMATIC, button, open, passphrase, region, repeat, WORDS } from './sync-page.ts';

async function chooseFiles(...names: string[]): Promise<void> {
  await userEvent.upload(
    page.getByLabelText('Choose files'),
    names.map((name) => new File(['x'], name)),
  );
}

describe('the last round', () => {
  const result = () => region('Last round');

  it('says of each device what came, and leads to the conflicts', async () => {
    const files = [
      fileOf({ counts: { new: 25, changed: 4, deleted: 1, conflicts: 2, setAside: 0 } }),
      fileOf({ name: 'b.zip', deviceLabel: 'Tablet', result: 'unchanged' }),
      fileOf({ name: 'c.zip', deviceLabel: 'Laptop' }),
    ];
    await open(new FakeSync({ ...AUTOMATIC, last: roundOf({ files, ignored: 2 }) }));
    await expect
      .element(result())
      .toHaveTextContent(
        '1 Jul 2026, 14:05 · Your own file was written and read back. · 2 other files were left alone.',
      );
    const items = result().getByRole('listitem');
    await expect
      .element(items.nth(0))
      .toHaveTextContent(
        'Pixel written 30 Jun 2026, 09:00 25 new, 4 changed, 1 deleted and 2 conflicts',
      );
    await expect.element(items.nth(1)).toHaveTextContent('Nothing new since it was last taken in');
    await expect.element(items.nth(2)).toHaveTextContent(/Nothing new$/);
    await expect
      .element(page.getByRole('link', { name: 'Show conflicts' }))
      .toHaveAttribute('href', '/backup/conflicts');
  });

  it.each([
    [
      skipped('sync/file_unreadable', { reason: 'backup/truncated' }),
      /^Pixel.*This file cannot be read\. The backup is incomplete.* The others were taken in\./,
    ],
    [skipped('sync/wrong_passphrase'), /not the one of this file\. Type the one that device uses/],
    [
      skipped('sync/newer_version'),
      /Another device uses a newer version\. Update the app\. Its file is taken in after that\./,
    ],
  ])('says of a file that was skipped why, and what to do', async (file, text) => {
    await open(new FakeSync({ ...AUTOMATIC, last: roundOf({ files: [file] }) }));
    await expect.element(result().getByRole('listitem')).toHaveTextContent(text);
  });

  it('names a file by its name when it could not be opened', async () => {
    const file = {
      name: 'odd.zip',
      result: 'skipped',
      problem: { code: 'sync/newer_version' },
    } as const;
    await open(new FakeSync({ ...AUTOMATIC, last: roundOf({ files: [file] }) }));
    await expect.element(result().getByRole('listitem')).toHaveTextContent(/^odd\.zip/);
  });

  it('says when the folder could not be reached, and lets it be chosen again', async () => {
    const last = roundOf({ problem: { code: 'sync/folder_unreachable' }, isOwnWritten: false });
    const sync = new FakeSync({ ...AUTOMATIC, last });
    await open(sync);
    await expect.element(result()).toHaveTextContent(/Nothing was deleted\./);
    await button('Choose a folder').click();
    expect(sync.askedOf('chooseFolder')).toHaveLength(1);
  });

  it('says that this device has a new id', async () => {
    await open(new FakeSync({ ...AUTOMATIC, last: roundOf({ isDeviceIdDoubled: true }) }));
    await expect.element(result()).toHaveTextContent(/Two devices use the same id/);
  });
});

describe('what a round asks', () => {
  const other = skipped('sync/other_vault', { vaultId: 'v2' });
  const brake = skipped('merge/mass_delete', { table: 'sessions', rows: 240, percent: 31 });

  it('merges two collections only when told to', async () => {
    const sync = new FakeSync({ ...AUTOMATIC, last: roundOf({ files: [other] }) });
    await open(sync);
    const question = region('Merge these two collections?');
    await expect.element(question).toHaveTextContent(/^.*Pixel holds another log than this one\./);
    await question.getByRole('button', { name: 'No, keep them apart' }).click();
    await expect.element(page.getByText(/^Pixel: kept apart/)).toBeVisible();
    expect(sync.askedOf('run')).toEqual([]);
    await button('Sync now').click();
    await expect.element(page.getByText('There was no file of another device.')).toBeVisible();
    expect(sync.askedOf('run')).toEqual([{}]);
  });

  it('keeps the agreement while the merged file asks more, and the brake for once', async () => {
    const sync = new FakeSync({ ...AUTOMATIC, last: roundOf({ files: [other] }) });
    sync.rounds = [ok(roundOf({ files: [brake] })), ok(roundOf({ files: [brake] })), ok(roundOf())];
    await open(sync);
    await button('Yes, merge them').click();
    await expect
      .element(
        page.getByText('Pixel would delete 240 rows of Charges, 31% of those here.', {
          exact: true,
        }),
      )
      .toBeVisible();
    await button('Delete 240 rows').click();
    const dialog = page.getByRole('dialog');
    expect(sync.askedOf('run')).toHaveLength(1);
    await dialog.getByRole('button', { name: 'Yes, delete 240 rows' }).click();
    await expect.element(button('Delete 240 rows')).toBeVisible();
    expect(sync.askedOf('run')).toEqual([
      { joinVaults: ['v2'] },
      { joinVaults: ['v2'], allowMassDelete: true },
    ]);
    await button('Sync now').click();
    await expect.element(page.getByText('There was no file of another device.')).toBeVisible();
    expect(sync.askedOf('run').at(-1)).toEqual({});
  });

  it('asks whether an empty folder is the right one', async () => {
    const last = roundOf({ problem: { code: 'sync/folder_empty' }, isOwnWritten: false });
    const sync = new FakeSync({ ...AUTOMATIC, last });
    await open(sync);
    await expect
      .element(region('Is this the right folder?'))
      .toHaveTextContent(/Nothing was deleted here\./);
    await button('Yes, it is the right one').click();
    await expect.element(page.getByText('There was no file of another device.')).toBeVisible();
    expect(sync.askedOf('run')).toEqual([{ isEmptyFolderRight: true }]);
  });
});

describe('files passed by hand', () => {
  it('takes several in, asks for their passphrase and tries again', async () => {
    const sync = new FakeSync(onFiles());
    sync.rounds = [
      ok(roundOf({ isOwnWritten: false, problem: { code: 'sync/passphrase_needed' } })),
      ok(roundOf({ isOwnWritten: false, files: [fileOf()] })),
    ];
    await open(sync);
    await chooseFiles('a-sync.zip', 'b-sync.zip');
    await expect
      .element(passphrase())
      .toHaveAccessibleDescription(/^Type the passphrase that the other devices use\./);
    await expect.element(passphrase()).toHaveFocus();
    await userEvent.fill(passphrase(), WORDS);
    await button('Take in 2 files again').click();
    await expect.element(page.getByRole('heading', { name: 'Last round' })).toHaveFocus();
    const files = ['a-sync.zip', 'b-sync.zip'];
    expect(sync.askedOf('takeIn')).toEqual([{ files }, { files, passphrase: WORDS }]);
    expect(sync.askedOf('run')).toEqual([]);
  });

  it('answers what the files asked with the same files', async () => {
    const sync = new FakeSync(onFiles({ isAutomatic: true }));
    sync.rounds = [
      ok(roundOf({ files: [skipped('sync/other_vault', { vaultId: 'v2' })] })),
      ok(roundOf({ files: [fileOf()] })),
    ];
    await open(sync);
    await chooseFiles('a-sync.zip');
    await button('Yes, merge them').click();
    await expect.element(page.getByText('Nothing new')).toBeVisible();
    expect(sync.askedOf('takeIn')).toEqual([
      { files: ['a-sync.zip'] },
      { files: ['a-sync.zip'], joinVaults: ['v2'] },
    ]);
  });

  it('asks for the files again when they are not at hand any more', async () => {
    const last = roundOf({ files: [skipped('sync/other_vault', { vaultId: 'v2' })] });
    await open(new FakeSync(onFiles({ last })));
    await expect.element(page.getByText('Choose the files again to answer.')).toBeVisible();
    await expect.element(button('Yes, merge them')).not.toBeInTheDocument();
  });

  it('shares and saves the own file', async () => {
    const sync = new FakeSync(onFiles({ isAutomatic: true }));
    sync.handed = ok(false);
    await open(sync);
    await button('Share my file').click();
    await expect.element(page.getByRole('alert')).toHaveTextContent(/^Not shared/);
    sync.handed = ok(true);
    await button('Save my file').click();
    await expect.element(page.getByText(/Your file was saved/)).toBeVisible();
    expect(sync.askedOf('handOver')).toEqual([{ how: 'share' }, { how: 'download' }]);
  });

  it('makes no file without a passphrase, and offers only what this device can do', async () => {
    const sync = new FakeSync(onFiles());
    await open(sync, false);
    await expect.element(button('Share my file')).not.toBeInTheDocument();
    await button('Save my file').click();
    await expect.element(page.getByRole('radio', { name: 'Yes, the first' })).toHaveFocus();
    await page.getByRole('radio', { name: 'Yes, the first' }).click();
    await userEvent.fill(passphrase(), WORDS);
    await userEvent.fill(repeat(), WORDS);
    await page.getByRole('switch', { name: 'Remember the passphrase' }).click();
    await button('Save my file').click();
    await expect.element(page.getByText('The passphrase is kept on this device.')).toBeVisible();
    expect(sync.askedOf('handOver')).toEqual([{ how: 'download', passphrase: WORDS }]);
    expect(sync.askedOf('remember')).toEqual([WORDS]);
  });
});
