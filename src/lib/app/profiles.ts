import { ok } from '#lib/domain/result.ts';
import type { Profiles } from './app.ts';
import { loadDataset, type Dataset } from './copies.ts';
import type { Ids } from './ports.ts';
import {
  OWN_PROFILE,
  SAMPLE_PROFILE,
  type ProfileStore,
  type ProfileSwitch,
} from './profile-ports.ts';

export interface ProfilesPorts {
  readonly store: ProfileStore;
  readonly switcher: ProfileSwitch;
  readonly ids: Ids;
  /** Closes the open database, so that it can be deleted. */
  readonly close: () => void;
  /** The sample data; loaded when it is wanted. */
  readonly sample: () => Promise<Dataset>;
}

export function createProfiles(ports: ProfilesPorts): Profiles {
  const { store, switcher, ids } = ports;
  // With its note: a database made anew must not look like one that was lost.
  const discardSample = async (): Promise<void> => {
    await store.remove(SAMPLE_PROFILE);
    switcher.forget(SAMPLE_PROFILE);
  };
  return {
    current: { id: switcher.current, isSample: switcher.current === SAMPLE_PROFILE },

    async enterSample(onProgress) {
      const dataset = await ports.sample();
      const total = dataset.sessions.length;
      onProgress(0, total);
      // What someone tried out last time must not be mixed with fresh sample data.
      await discardSample();
      const loaded = await store.within(SAMPLE_PROFILE, (facts) =>
        loadDataset(facts, { id: ids.next(), name: 'loadSample' }, dataset),
      );
      if (!loaded.ok) return loaded;
      onProgress(total, total);
      switcher.choose(SAMPLE_PROFILE);
      switcher.restart();
      return ok();
    },

    async leaveSample() {
      ports.close();
      switcher.choose(OWN_PROFILE);
      await discardSample();
      switcher.restart();
      return ok();
    },

    async eraseCurrent() {
      ports.close();
      await store.remove(switcher.current);
      switcher.forget(switcher.current);
      switcher.choose(OWN_PROFILE);
      switcher.restart();
      return ok();
    },
  };
}
