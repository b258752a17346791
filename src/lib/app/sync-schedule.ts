import type { SyncMoment } from './sync-store.ts';

/** Changes come in bursts; a round waits until they have been quiet for so long. */
const QUIET_MS = 20_000;
/** Whoever comes back after longer wants to see what others did meanwhile. */
const AWAY_MS = 10 * 60_000;

export interface SchedulePorts {
  readonly now: () => number;
  /** Calls back on every change of the data. Returns the stop. */
  readonly follow: (next: (moment: SyncMoment) => void) => () => void;
  readonly whenIdle: (work: () => void) => void;
  /** Calls back once after so long. Returns the stop. */
  readonly after: (ms: number, work: () => void) => () => void;
  readonly onVisible: (work: () => void) => void;
  /** A round, if it can run without asking anybody. Never throws. */
  readonly round: () => Promise<void>;
}

/** Runs rounds by themselves, for the life of the tab. */
export function scheduleSync(ports: SchedulePorts): void {
  let lastAt = ports.now();
  let moment: SyncMoment | undefined;
  let stopWaiting: (() => void) | undefined;
  const round = (): void => {
    lastAt = ports.now();
    void ports.round();
  };
  ports.whenIdle(round);
  ports.onVisible(() => {
    if (ports.now() - lastAt > AWAY_MS) round();
  });
  ports.follow((next) => {
    const isChange = moment !== undefined && moment.seq !== next.seq;
    moment = next;
    // Only another change waits anew: a round that could not write must not call for the next one.
    if (!isChange || next.state?.way !== 'folder') return;
    stopWaiting?.();
    stopWaiting = ports.after(QUIET_MS, () => {
      // What a round took in is a change, too, which it has written already.
      if (moment?.seq !== moment?.state?.own?.seq) round();
    });
  });
}
