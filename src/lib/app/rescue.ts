import { fail, ok } from '#lib/domain/result.ts';
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
}

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

    async restoreIntoNew(file) {
      const parsed = (await ports.format()).parse(await file.text());
      if (!parsed.ok) return parsed;
      const profileId = `own-${ids.next()}`;
      const loaded = await store.within(profileId, (facts) =>
        loadDataset(facts, { id: ids.next(), name: 'restoreCopy' }, parsed.value),
      );
      if (!loaded.ok) {
        await store.remove(profileId);
        return loaded;
      }
      switcher.choose(profileId);
      return ok(loaded.value.value);
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
