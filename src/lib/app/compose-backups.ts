import { createBackupRecords } from '#lib/db/backup/records.ts';
import type { DatabaseEngine } from '#lib/db/handle.ts';
import type { DatabaseOwner } from '#lib/db/lifecycle.ts';
import { deviceKeepers } from '#lib/db/device-keepers.ts';
import { vaultFileName } from '#lib/formats/backup/vault-file-name.ts';
import { filePicker } from '#lib/platform/file-picker.ts';
import { fileSaver } from '#lib/platform/files.ts';
import { handOverTargets } from '#lib/platform/hand-over-targets.ts';
import { randomHex } from '#lib/platform/ids.ts';
import { fileSharer } from '#lib/platform/share.ts';
import { trustedWorkerUrl } from '#lib/platform/trusted-urls.ts';
import type { BackupClient } from '#lib/worker/backup-api.ts';
import workerUrl from '#lib/worker/start.ts?worker&url';
import { createBackupClient } from '#lib/worker/client/backup-client.ts';
import { createBackups } from './backups.ts';
import type { BackupRecords } from './backups-port.ts';
import type { LastBackupNote } from './ports.ts';
import { composeSync } from './compose-sync.ts';
import type { BackupPart } from './lazy-backups.ts';
import type { SecretKeeper } from './ports.ts';
import { createPassphrases } from './passphrases.ts';
import { whenSettled } from './storage.ts';
import { settingsOf, type UseCasePorts } from './use-case.ts';

export interface BackupSurroundings extends UseCasePorts {
  readonly version: string;
  readonly owner: DatabaseOwner;
  readonly profileId: string;
  readonly engine: DatabaseEngine;
  /** After other data has taken the place of what was open. */
  readonly reopened: () => Promise<void>;
  /** Remembers outside the database that there is a backup of it. */
  readonly noteBackup: (last: LastBackupNote) => void;
}

const CONFLICTS_KEPT_MS = 90 * 24 * 3_600_000;
const FALLBACK_CURRENCY = 'GBP';

/** Wires backup and restore. */
export function composeBackups(surroundings: BackupSurroundings): BackupPart {
  const { owner, profileId, engine, clock, ids, facts, reopened } = surroundings;
  const kept = createBackupRecords(owner);
  const records: BackupRecords = {
    ...kept,
    async record(backup, seq) {
      await kept.record(backup, seq);
      surroundings.noteBackup({ at: backup.at, name: backup.name });
    },
  };
  const generation = async (): Promise<string | undefined> => {
    await whenSettled(owner);
    return owner.connection?.identity.generation;
  };
  const client = clientFor(surroundings, profileId, generation);
  const deviceLabel = async (): Promise<string | undefined> => {
    const deviceId = owner.connection?.identity.deviceId;
    const device = deviceId === undefined ? undefined : await facts.read.get('devices', deviceId);
    return device?.label;
  };
  const keepers = deviceKeepers(profileId, engine);
  const passphrasesIn = (keeper: SecretKeeper) =>
    createPassphrases({
      rules: () => import('#lib/formats/backup/passphrase.ts'),
      keeper,
      randomBytes: (count) => crypto.getRandomValues(new Uint8Array(count)),
    });
  const backups = createBackups({
    facts,
    clock,
    ids,
    client,
    records,
    passphrases: passphrasesIn(keepers.backup),
    targets: handOverTargets,
    files: fileSaver,
    sharer: fileSharer,
    picker: filePicker,
    newHexId: () => randomHex(8),
    deviceLabel,
    fileName: vaultFileName,
    async recheck() {
      await owner.recheck();
      await reopened();
    },
  });
  const sync = composeSync({
    ...surroundings,
    // Its own, so that stopping one stops nothing of the other.
    client: clientFor(surroundings, profileId, generation),
    folderKeeper: keepers.folder,
    passphrases: passphrasesIn(keepers.sync),
    deviceLabel,
  });
  return {
    backups,
    sync: sync.sync,
    clientOf: (id, generation) => clientFor(surroundings, id, () => Promise.resolve(generation)),
    async settleIn() {
      await records.forgetConflictsBefore(clock.now() - CONFLICTS_KEPT_MS);
      if (await records.isUnderWay()) await client.recover(false);
      if (await records.hasDueSetAside(clock.now())) {
        await client.applySetAside({ isOwnClockWrong: false });
      }
      sync.schedule();
    },
  };
}

function clientFor(
  { clock, facts, version }: BackupSurroundings,
  profileId: string,
  generation: () => Promise<string | undefined>,
): BackupClient {
  return createBackupClient({
    workerUrl: trustedWorkerUrl(workerUrl),
    async options() {
      const known = await generation();
      if (known === undefined) return undefined;
      const currency = await settingsOf(facts.read).then(
        (settings) => settings.currency,
        // The database of another profile may be the one that cannot be read.
        () => FALLBACK_CURRENCY,
      );
      return {
        profileId,
        generation: known,
        appVersion: version,
        today: clock.today(),
        timeZone: clock.timeZone(),
        currency,
      };
    },
  });
}
