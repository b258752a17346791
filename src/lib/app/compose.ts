import { createEngineClient } from '#lib/worker/client.ts';
import workerUrl from '#lib/worker/start.ts?worker&url';
import { createDrafts } from '#lib/db/drafts.ts';
import { createFacts, forgetOldSubmissions } from '#lib/db/fact-store.ts';
import { DatabaseOwner } from '#lib/db/lifecycle.ts';
import { databaseName } from '#lib/db/names.ts';
import { healSentinel } from '#lib/db/heal-sentinel.ts';
import { watchDerived } from '#lib/db/derived-watch.ts';
import { COACH_KEY, type Coach } from '#lib/domain/coach/coach.ts';
import { MONTHS_KEY, type MonthRollups } from '#lib/domain/rollups.ts';
import { createBadge } from '#lib/platform/badge.ts';
import { currentUpdates, workerVersion } from '#lib/platform/browser-updates.ts';
import { deviceClock } from '#lib/platform/clock.ts';
import { deviceLabel } from '#lib/platform/device-label.ts';
import { fileSaver } from '#lib/platform/files.ts';
import { handOverTargets } from '#lib/platform/hand-over-targets.ts';
import { randomHex, randomIds } from '#lib/platform/ids.ts';
import { storagePersistence } from '#lib/platform/persistence.ts';
import { createProfileSwitch } from '#lib/platform/profile-choice.ts';
import { createSentinel } from '#lib/platform/sentinel.ts';
import { installTemporal } from '#lib/platform/temporal.ts';
import { trustedWorkerUrl } from '#lib/platform/trusted-urls.ts';
import type { App } from './app.ts';
import { rememberingFirstSave } from './first-save.ts';
import type { LiveDevice } from './ports.ts';
import { SAMPLE_PROFILE } from './profile-ports.ts';
import { storageOf, whenSettled } from './storage.ts';
import { lazily, onceLoaded } from './lazily.ts';
import { lazyBackupPart } from './lazy-backups.ts';
import { purgeOldTrash } from './purge-trash.ts';

/**
 * Wires the real parts together, once. The only place that knows them all. The database opens
 * in the background: `storage.status` says when it is there.
 */
export async function compose(surroundings: {
  readonly base: string;
  readonly version: string;
}): Promise<App> {
  await installTemporal();
  const { base, version } = surroundings;
  const clock = deviceClock;
  const ids = randomIds;
  const persistence = storagePersistence;
  const switcher = createProfileSwitch(base);
  const profileId = switcher.current;
  const sentinel = createSentinel(profileId, base);
  const engine = { indexedDB, IDBKeyRange };
  const newHexId = () => randomHex(8);
  const seed = () => ({
    generation: newHexId(),
    deviceId: newHexId(),
    vaultId: ids.next(),
    deviceLabel: deviceLabel(),
    appVersion: version,
    now: clock.now(),
  });
  const owner = new DatabaseOwner({
    name: databaseName(profileId),
    engine,
    note: () => sentinel.read(),
    seed,
  });
  const facts = rememberingFirstSave(createFacts(owner, clock.now), {
    generation: () => owner.connection?.identity.generation,
    sentinel,
    persistence,
    clock,
  });
  const ports = { facts, clock, ids };
  const engineClient = createEngineClient({
    workerUrl: trustedWorkerUrl(workerUrl),
    profileId,
    generation: () => whenSettled(owner).then(() => owner.connection?.identity.generation),
    clock,
  });
  // Rules and checks of what a person enters are not needed to show what is there.
  const commands = lazily(() =>
    import('./commands.ts').then(({ createCommands }) => createCommands(ports)),
  );
  const curves = lazily(() =>
    import('#lib/formats/curve/curve-reader.ts').then((module) => module.curveReader),
  );
  const liveDevice = lazily<LiveDevice>(async () => {
    const [calendar, wakeLock, { notices }] = await Promise.all([
      import('#lib/formats/calendar.ts'),
      import('#lib/platform/wake-lock.ts'),
      import('#lib/platform/notify.ts'),
    ]);
    return { ...calendar, ...wakeLock, ...notices };
  });
  const positioning = lazily(() =>
    import('#lib/platform/geolocation.ts').then((module) => module.createPositioning(navigator)),
  );
  const pictures = lazily(() =>
    import('#lib/platform/picture.ts').then((module) => module.pictureEncoder),
  );
  const backup = lazyBackupPart(
    async () => {
      const { composeBackups } = await import('./compose-backups.ts');
      return composeBackups({
        ...ports,
        version,
        owner,
        profileId,
        engine,
        noteBackup(lastBackup) {
          const note = sentinel.read();
          if (note) sentinel.write({ ...note, lastBackup });
        },
        async reopened() {
          await healSentinel(owner, sentinel, clock.now());
          await persistence.request();
        },
      });
    },
    { targets: handOverTargets, canUseFolder: 'showDirectoryPicker' in globalThis },
  );
  const rarely = onceLoaded(async () => {
    const { composeRarely } = await import('./compose-rarely.ts');
    return composeRarely({ ...ports, owner, engine, switcher, seed, backupsOf: backup.clientOf });
  });
  const profiles = lazily(async () => (await rarely()).profiles);

  const settleIn = async (): Promise<void> => {
    const status = await owner.open();
    if (status.kind !== 'open') return;
    await healSentinel(owner, sentinel, clock.now());
    await forgetOldSubmissions(owner, clock.now());
    await purgeOldTrash(ports);
    // For the life of the tab: the roll-ups follow the facts only while the engine runs.
    engineClient.onChange(() => undefined);
    await backup.settleIn();
  };
  // A database that is lost meanwhile is reported by its owner, not by these chores.
  const chore = (work: Promise<unknown>): void => void work.catch(() => undefined);
  chore(settleIn());
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState !== 'visible') return;
    chore(owner.recheck());
    // An installed app stays open for days: it looks at the calendar when it is looked at.
    if (owner.connection) chore(engineClient.lookAt(clock.today()));
  });

  return {
    version,
    about: async () => {
      const worker = await workerVersion();
      const schema = owner.connection?.identity.schema;
      return { ...(worker !== undefined && { worker }), ...(schema !== undefined && { schema }) };
    },
    facts,
    commands,
    watchMonths: (next) =>
      watchDerived<MonthRollups>(owner, MONTHS_KEY, ({ value, stale }) => {
        next({ ...(value && { rollups: value }), stale });
      }),
    watchCoach: (next) =>
      watchDerived<Coach>(
        owner,
        COACH_KEY,
        ({ value, stale }) => {
          next({ ...(value && { coach: value }), stale });
        },
        (coach) => coach.today === clock.today(),
      ),
    engine: engineClient,
    drafts: createDrafts(owner),
    profiles: {
      current: { id: profileId, isSample: profileId === SAMPLE_PROFILE },
      enterSample: (onProgress) => profiles.enterSample(onProgress),
      leaveSample: () => profiles.leaveSample(),
      eraseCurrent: () => profiles.eraseCurrent(),
    },
    storage: storageOf(owner, sentinel, persistence),
    copies: lazily(async () => (await rarely()).copies),
    backups: backup.backups,
    sync: backup.sync,
    curves,
    pictures,
    liveDevice,
    positioning,
    rescue: lazily(async () => (await rarely()).rescue),
    updates: currentUpdates(),
    clock,
    ids,
    files: fileSaver,
    badge: createBadge(navigator),
  };
}
