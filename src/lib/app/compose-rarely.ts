import { allLiveSessions } from '#lib/db/all-sessions.ts';
import { forgetKept } from '#lib/db/device-keepers.ts';
import type { DatabaseEngine } from '#lib/db/handle.ts';
import type { DatabaseOwner } from '#lib/db/lifecycle.ts';
import { createProfileStore } from '#lib/db/profile-store.ts';
import type { Seed } from '#lib/db/seed.ts';
import { fileSaver } from '#lib/platform/files.ts';
import { randomHex } from '#lib/platform/ids.ts';
import type { BackupClient } from '#lib/worker/backup-api.ts';
import type { Copies, Profiles } from './app.ts';
import { copyCommands, type Dataset } from './copies.ts';
import type { Clock } from './ports.ts';
import type { ProfileStore, ProfileSwitch } from './profile-ports.ts';
import { createProfiles } from './profiles.ts';
import type { Rescue } from './rescue-port.ts';
import { createRescue } from './rescue.ts';
import type { UseCasePorts } from './use-case.ts';

export interface RareSurroundings extends UseCasePorts {
  readonly owner: DatabaseOwner;
  readonly engine: DatabaseEngine;
  readonly switcher: ProfileSwitch;
  readonly seed: () => Seed;
  readonly backupsOf: (profileId: string, generation: string) => BackupClient;
}

/** What a person asks for once in a while: copies, other profiles, and what to do in trouble. */
export interface RarePart {
  readonly copies: Copies;
  readonly profiles: Profiles;
  readonly rescue: Rescue;
}

/** Wires what is rarely asked for. */
export function composeRarely(surroundings: RareSurroundings): RarePart {
  const { owner, engine, switcher, seed, backupsOf, ...ports } = surroundings;
  const { clock, ids } = ports;
  const close = () => {
    owner.close();
  };
  const format = () => import('#lib/formats/dataset.ts').then((module) => module.copyFormat);
  const store = forgettingSecrets(createProfileStore({ engine, seed, now: clock.now }), engine);
  return {
    copies: copyCommands({
      ...ports,
      files: fileSaver,
      format,
      allSessions: () => allLiveSessions(owner),
    }),
    profiles: createProfiles({ store, switcher, ids, close, sample: () => sampleData(clock) }),
    rescue: createRescue({
      store,
      switcher,
      files: fileSaver,
      clock,
      ids,
      close,
      format,
      backupsOf,
      newHexId: () => randomHex(8),
    }),
  };
}

/** The sample data of a profile of its own, made from a fixed seed; loaded when it is wanted. */
async function sampleData(clock: Clock): Promise<Dataset> {
  const { generateSample } = await import('#lib/domain/sample/generate.ts');
  return generateSample({ seed: 1, today: clock.today(), timeZone: clock.timeZone() });
}

/** A profile store that forgets what is kept outside of a profile's database together with it. */
function forgettingSecrets(store: ProfileStore, engine: DatabaseEngine): ProfileStore {
  return {
    ...store,
    async remove(profileId) {
      await forgetKept(profileId, engine).catch(() => undefined);
      await store.remove(profileId);
    },
  };
}
