import type { Session } from '#lib/domain/session.ts';
import type { Bench } from '../bench.ts';
import { giveFile } from '../page/give-file.ts';
import { openBackups } from '../page/open-backups.ts';
import { watchTasks } from '../page/tasks.ts';
import { countRow, ratioRows, type Row } from '../row.ts';
import { PASSPHRASE, vaultFile } from '../seed-vault.ts';
import { interleaved } from '../stats.ts';

/** One row of so many is another one in the file that is merged. */
const CHANGED_EVERY = 100;

const changed = (session: Session): Session => ({
  ...session,
  energyWh: (session.energyWh ?? 0) + 100,
});

/** P15, P16, P17: a log into a file, the file into a log, and another one into that. */
export async function backupRows(bench: Bench): Promise<Row[]> {
  const { stage, logs, sizes, quick } = bench;
  const size = Math.max(...sizes);
  const log = logs.of(size);
  const isChanged = (index: number): boolean => index % CHANGED_EVERY === 0;
  const sessions = log.sessions.map((one, at) => (isChanged(at) ? changed(one) : one));
  const encryption = { passphrase: PASSPHRASE };
  const other = await vaultFile(
    stage.scratch,
    'other',
    { ...log, sessions },
    { encryption, isLater: isChanged },
  );
  const small = await vaultFile(stage.scratch, 'small', { ...log, sessions: [] });
  const { page, backups } = await openBackups(bench, await logs.profile(size));
  const otherFile = await giveFile(page, other);
  const smallFile = await giveFile(page, small);
  const tasks = await watchTasks(page);

  await backups.evaluate((open) => open.write());
  const bytes = await backups.evaluate((open) => open.load());
  const rows = await ratioRows(
    () =>
      interleaved(quick ? 3 : 5, {
        round: async () => {
          const packed = await backups.evaluate((open) => open.plainPack());
          const write = await backups.evaluate((open) => open.write());
          const verify = await backups.evaluate((open) => open.verify());
          const opened = await backups.evaluate((open) => open.plainOpen());
          const add = await backups.evaluate((open) => open.plainAdd());
          const restore = await backups.evaluate((open) => open.restore());
          const merge = await backups.evaluate((open, file) => open.merge(file), otherFile);
          const unlock = await backups.evaluate((open, file) => open.unlock(file), smallFile);
          const alone = await backups.evaluate((open, file) => open.plainUnlock(file), smallFile);
          const missing = Math.ceil(size / CHANGED_EVERY) - merge.changed;
          if (missing !== 0) throw new Error(`${String(missing)} rows were not merged`);
          return {
            write: write - packed.derived,
            verified: write + verify - 2 * packed.derived,
            pack: packed.rest,
            restore: restore - opened.derived,
            plainRestore: opened.rest + add,
            merge: merge.took - opened.derived,
            unlock,
            alone,
          };
        },
      }),
    specsOf(size, bytes),
  );
  const durations = await tasks.evaluate((watch) => watch.durations());
  await page.context().close();
  return [
    ...rows,
    countRow(
      {
        id: 'P20',
        what: `tasks over 50 ms of the page during backup, restore, merge, ${String(size)}`,
        unit: 'tasks',
        budget: 0,
        note: `a page without screens; ${durations.length === 0 ? 'none' : `${durations.join(', ')} ms`}`,
      },
      [durations.length],
    ),
  ];
}

function specsOf(size: number, bytes: { readonly file: number; readonly inflated: number }) {
  const rows = String(size);
  const mega = (count: number): string => (count / 1e6).toFixed(1);
  return [
    {
      id: 'P15',
      what: `backup: tables to file, ${rows}`,
      against: 'fflate and age on the same bytes',
      subject: 'write',
      baseline: 'pack',
      budget: 2,
      note: `${mega(bytes.inflated)} MB as ${mega(bytes.file)} MB; key derivation taken off both sides in P15 to P17`,
    },
    {
      id: 'P15',
      what: `backup: tables to file to verified, ${rows}`,
      against: 'fflate and age on the same bytes',
      subject: 'verified',
      baseline: 'pack',
      budget: 3.5,
    },
    {
      id: 'P15',
      what: 'unlocking a file without sessions, worker and preview included',
      against: 'worker with age alone',
      subject: 'unlock',
      baseline: 'alone',
    },
    {
      id: 'P16',
      what: `restore (replace) until it is committed, ${rows}`,
      against: 'age and fflate on the file, one bulkAdd',
      subject: 'restore',
      baseline: 'plainRestore',
      budget: 2.5,
    },
    {
      id: 'P17',
      what: `merge of a file with 1 % other rows, ${rows}`,
      against: 'restore of such a file',
      subject: 'merge',
      baseline: 'restore',
      budget: 0.5,
    },
  ];
}
