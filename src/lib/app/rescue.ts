import { fail, ok } from '#lib/domain/result.ts';
import type { BackupClient } from '#lib/worker/backup-api.ts';
import { loadDataset, type CopyFormat } from './copies.ts';
import type { Clock, FileSaver, Ids } from './ports.ts';
import { OWN_PROFILE, type ProfileStore, type ProfileSwitch } from './profile-ports.ts';
import type { Rescue } from './rescue-port.ts';

export interface RescuePorts {
  readonly store: ProfileStore;
  readonly switcher: ProfileSwitch;
  readonly files: FileSaver;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly close: () => void;
  readonly format: () => Promise<CopyFormat>;
  /** Backup and restore in a profile that is not the current one. */
  readonly backupsOf: (profileId: string, generation: string) => Pick<BackupClient, 'restore'>;
  /** Random names of 16 hex digits, for devices and generations. */
  readonly newHexId: () => string;
}

/** How a copy begins: it is JSON. A backup is an archive or encrypted. */
const OPENING_BRACE = '{';
const START_BYTES = 16;

export function createRescue(ports: RescuePorts): Rescue {
  const { store, switcher, clock, ids } = ports;
  return {
    async exportRaw() {
      const tables = await store.readRaw(switcher.current).catch(() => ({}));
      const rows = Object.values(tables).reduce((sum, table) => sum + table.length, 0);
      if (rows === 0) return fail('rescue/nothing_readable');
      const content = new Blob([
        JSON.stringify({ format: 'plugtrack-raw', version: 1, tables }, null, 1),
      ]);
      const name = `plugtrack-rescue-${clock.today()}.json`;
      await ports.files.save({ name, type: 'application/json', content });
      return ok({ name, rows });
    },

    async restoreIntoNew(file, passphrase) {
      const profileId = `own-${ids.next()}`;
      const start = (await file.slice(0, START_BYTES).text()).trimStart();
      const restored = start.startsWith(OPENING_BRACE)
        ? await restoreCopy(ports, profileId, file)
        : await restoreBackup(ports, profileId, file, passphrase);
      if (restored.ok) switcher.choose(profileId);
      else await store.remove(profileId);
      return restored;
    },

    async reset() {
      ports.close();
      await store.remove(switcher.current);
      switcher.forget(switcher.current);
      switcher.choose(OWN_PROFILE);
      return ok();
    },
  };
}

type Counts = Awaited<ReturnType<Rescue['restoreIntoNew']>>;

async function restoreCopy(ports: RescuePorts, profileId: string, file: Blob): Promise<Counts> {
  const { store, ids } = ports;
  const parsed = (await ports.format()).parse(await file.text());
  if (!parsed.ok) return parsed;
  const loaded = await store.within(profileId, (facts) =>
    loadDataset(facts, { id: ids.next(), name: 'restoreCopy' }, parsed.value),
  );
  return loaded.ok ? ok(loaded.value.value) : loaded;
}

async function restoreBackup(
  { store, ids, backupsOf, newHexId }: RescuePorts,
  profileId: string,
  file: Blob,
  passphrase: string | undefined,
): Promise<Counts> {
  const made = await store.make(profileId);
  if (!made.ok) return made;
  const restored = await backupsOf(profileId, made.value).restore(
    {
      file,
      fileName: '',
      ...(passphrase !== undefined && { passphrase }),
      jobId: ids.next(),
      mode: 'replace',
      allowMassDelete: false,
      generation: newHexId(),
      deviceId: newHexId(),
      safetyName: '',
    },
    () => undefined,
  );
  if (!restored.ok) return restored;
  const { tables, totalsAfter } = restored.value;
  return ok({ cars: tables['cars']?.new ?? 0, sessions: totalsAfter.sessions });
}
