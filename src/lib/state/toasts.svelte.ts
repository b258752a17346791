import { getContext, setContext } from 'svelte';

export interface NewToast {
  readonly text: string;
  /** Takes back what was done; the toast goes when it was pressed. */
  readonly undo?: () => unknown;
  /** `bad` interrupts a screen reader, everything else waits its turn. */
  readonly tone?: 'plain' | 'bad';
}

export interface Toast extends NewToast {
  readonly id: number;
}

interface Clockwork {
  timer: ReturnType<typeof setTimeout> | undefined;
  held: boolean;
}

/** Long enough to read a sentence and to reach Undo with a switch or by ear. */
export const TOAST_MS = 10_000;
/** More than this would cover the screen; the oldest without Undo goes first. */
const MOST_AT_ONCE = 3;

/** What has just happened, and the way back. */
export class Toasts {
  items = $state.raw<readonly Toast[]>([]);
  readonly #clocks = new Map<number, Clockwork>();
  #nextId = 1;

  add(toast: NewToast): number {
    const id = this.#nextId++;
    if (this.items.length >= MOST_AT_ONCE) {
      const leaving = this.items.find(({ undo }) => !undo) ?? this.items[0];
      if (leaving) this.dismiss(leaving.id);
    }
    this.items = [...this.items, { ...toast, id }];
    this.#clocks.set(id, { timer: undefined, held: false });
    this.#start(id);
    return id;
  }

  dismiss(id: number): void {
    clearTimeout(this.#clocks.get(id)?.timer);
    this.#clocks.delete(id);
    this.items = this.items.filter((toast) => toast.id !== id);
  }

  async undo(id: number): Promise<void> {
    const toast = this.items.find((item) => item.id === id);
    this.dismiss(id);
    await toast?.undo?.();
  }

  /** While a toast is pointed at or focused its time stands still; afterwards it starts anew. */
  hold(id: number, held: boolean): void {
    const clock = this.#clocks.get(id);
    if (!clock || clock.held === held) return;
    clock.held = held;
    clearTimeout(clock.timer);
    if (!held) this.#start(id);
  }

  #start(id: number): void {
    const clock = this.#clocks.get(id);
    if (!clock) return;
    clock.timer = setTimeout(() => {
      this.dismiss(id);
    }, TOAST_MS);
  }
}

const KEY = Symbol('toasts');

export const provideToasts = (toasts: Toasts): Toasts => setContext(KEY, toasts);

export function useToasts(): Toasts {
  const toasts = getContext<Toasts | undefined>(KEY);
  if (!toasts) throw new Error('no toasts in this component tree: call provideToasts above it');
  return toasts;
}
