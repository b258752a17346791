import type { SyncStatus } from './sync-port.ts';
import type { SyncMoment } from './sync-store.ts';

/** The change number of a new database: nothing was entered yet. */
const FIRST_SEQ = 1;

/** What is known of sync beside what is remembered. */
interface Surroundings {
  readonly access: SyncStatus['access'];
  readonly isAutomatic: boolean;
  readonly isRunning: boolean;
}

/** Tells whoever watches how sync stands, as its parts change. */
export class SyncBoard {
  readonly #follow: (next: (moment: SyncMoment) => void) => () => void;
  readonly #look: () => Promise<Pick<Surroundings, 'access' | 'isAutomatic'>>;
  readonly #watchers = new Set<(status: SyncStatus) => void>();
  #around: Surroundings = { access: 'none', isAutomatic: false, isRunning: false };
  #moment: SyncMoment | undefined;
  #stop: (() => void) | undefined;

  constructor(ports: {
    readonly follow: (next: (moment: SyncMoment) => void) => () => void;
    readonly look: () => Promise<Pick<Surroundings, 'access' | 'isAutomatic'>>;
  }) {
    this.#follow = ports.follow;
    this.#look = ports.look;
  }

  get isRunning(): boolean {
    return this.#around.isRunning;
  }

  set isRunning(isRunning: boolean) {
    this.#around = { ...this.#around, isRunning };
    this.#tell();
  }

  watch(next: (status: SyncStatus) => void): () => void {
    this.#watchers.add(next);
    if (this.#watchers.size === 1) void this.#begin();
    else if (this.#moment) next(this.#status(this.#moment));
    return () => {
      this.#watchers.delete(next);
      if (this.#watchers.size > 0) return;
      this.#stop?.();
      this.#stop = undefined;
      this.#moment = undefined;
    };
  }

  /** Looks again at what tells nobody when it changes: the folder's access and the passphrase. */
  async look(): Promise<void> {
    this.#around = { ...this.#around, ...(await this.#look()) };
    this.#tell();
  }

  async #begin(): Promise<void> {
    await this.look();
    if (this.#watchers.size === 0 || this.#stop) return;
    this.#stop = this.#follow((moment) => {
      this.#moment = moment;
      this.#tell();
    });
  }

  #tell(): void {
    if (!this.#moment) return;
    const status = this.#status(this.#moment);
    for (const next of this.#watchers) next(status);
  }

  #status({ state, seq }: SyncMoment): SyncStatus {
    const { way, folderName, last, devices = [], own, isOffAfterReplace = false } = state ?? {};
    const { access, isAutomatic, isRunning } = this.#around;
    return {
      ...(way !== undefined && { way }),
      ...(folderName !== undefined && { folderName }),
      access: way === 'folder' ? access : 'none',
      isAutomatic,
      isRunning,
      ...(last && { last }),
      devices,
      changesSince: Math.max(0, seq - (own?.seq ?? FIRST_SEQ)),
      isOffAfterReplace,
    };
  }
}
