import { getContext, setContext } from 'svelte';

/** What the bell in the header shows and where it leads. */
export class Bell {
  /** Already resolved. */
  readonly href: string;
  /** How many hints and reminders are open; 0 also while that is not known yet. */
  open = $state(0);

  constructor(href: string) {
    this.href = href;
  }
}

const KEY = Symbol('bell');

export const provideBell = (bell: Bell): Bell => setContext(KEY, bell);

/** Absent where no app stands around the page. */
export const useBell = (): Bell | undefined => getContext<Bell | undefined>(KEY);
