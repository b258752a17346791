import { getContext, setContext } from 'svelte';

/** How many hints and reminders are open; 0 also while that is not known yet. */
export class Bell {
  open = $state(0);
}

const KEY = Symbol('bell');

export const provideBell = (bell: Bell): Bell => setContext(KEY, bell);

/** Absent where no app stands around the page. */
export const useBell = (): Bell | undefined => getContext<Bell | undefined>(KEY);
