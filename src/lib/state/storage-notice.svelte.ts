import type { App } from '#lib/app/app.ts';

const KEY = 'plugtrack-persistence-notice';
const QUIET_MS = 14 * 24 * 3_600_000;

/** Whether to say that the browser may erase the data: at most every 14 days, and once there is some. */
export class StorageNotice {
  isDue = $state(false);
  readonly #app: App;

  constructor(app: App) {
    this.#app = app;
  }

  async check(): Promise<void> {
    const { clock, facts, profiles, storage } = this.#app;
    if (profiles.current.isSample) return;
    if (clock.now() - Number(localStorage.getItem(KEY) ?? 0) < QUIET_MS) return;
    const { persisted } = await storage.persistence.state();
    if (persisted !== false) return;
    const sessions = await facts.read.newestSessions({ limit: 1 });
    this.isDue = sessions.length > 0;
  }

  dismiss(): void {
    localStorage.setItem(KEY, String(this.#app.clock.now()));
    this.isDue = false;
  }
}
