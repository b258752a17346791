import { createContext } from 'svelte';
import type { Session } from '#lib/domain/session.ts';

/** The charges that run, followed once by the root, so that every screen sees the same. */
export class RunningCharges {
  /** Oldest first; absent until they have been read. */
  sessions = $state.raw<readonly Session[]>();
  /** The screen is to stay on while one runs. */
  keepAwake = $state(false);
}

export const [useRunning, provideRunning] = createContext<RunningCharges>();
