import type { Draft, Drafts } from '#lib/app/ports.ts';
import { SESSION_STATUSES } from '#lib/domain/session.ts';
import type { Fill, Fills } from './session-reading.ts';
import type { FormTexts, TextField } from './session-texts.ts';

const WRITE_AFTER_MS = 500;

/** What of the form is kept while it is not saved. */
export interface FormDraft {
  readonly texts: FormTexts;
  readonly fills: Fills;
  readonly quick: string;
}

/** The draft of a form's pictures, apart from its texts, which are written at every pause. */
export const picturesKey = (formKey: string): string => `${formKey}:pictures`;

const CHOICES: Partial<Record<TextField, readonly string[]>> = {
  current: ['', 'AC', 'DC'],
  preconditioning: ['', 'yes', 'no'],
  rateIn: ['home', 'foreign'],
  status: SESSION_STATUSES,
};

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isFill(value: unknown): value is Fill {
  return isRecord(value) && typeof value['text'] === 'string';
}

/**
 * A stored draft laid over the form's own texts, so that one written by another version of the
 * form still opens. Absent if it holds no texts.
 */
export function readDraft(value: unknown, base: FormTexts): FormDraft | undefined {
  if (!isRecord(value) || !isRecord(value['texts'])) return undefined;
  const stored = value['texts'];
  const kept = Object.keys(base).filter((key) => {
    const text = stored[key];
    return typeof text === 'string' && (CHOICES[key as TextField]?.includes(text) ?? true);
  });
  const texts = { ...base, ...Object.fromEntries(kept.map((key) => [key, stored[key]])) };
  const fills = isRecord(value['fills']) ? value['fills'] : {};
  const quick = value['quick'];
  return {
    texts,
    fills: Object.fromEntries(Object.entries(fills).filter(([, fill]) => isFill(fill))),
    quick: typeof quick === 'string' ? quick : '',
  };
}

/** Writes a form's draft soon after the last key, or at once when the page is hidden. */
export class DraftKeeper {
  readonly #drafts: Drafts;
  readonly #key: string;
  readonly #now: () => number;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #pending: Omit<Draft, 'key' | 'savedAt'> | undefined;
  #closed = false;

  constructor(drafts: Drafts, key: string, now: () => number) {
    this.#drafts = drafts;
    this.#key = key;
    this.#now = now;
  }

  changed(commandId: string, value: unknown): void {
    if (this.#closed) return;
    this.#pending = { commandId, value };
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.flush(), WRITE_AFTER_MS);
  }

  /** Writes what is waiting. A draft that cannot be written must not stop the typing. */
  async flush(): Promise<void> {
    clearTimeout(this.#timer);
    const pending = this.#pending;
    if (!pending || this.#closed) return;
    this.#pending = undefined;
    try {
      await this.#drafts.write({ key: this.#key, savedAt: this.#now(), ...pending });
    } catch {
      this.#pending ??= pending;
    }
  }

  /** Removes the draft; nothing is written until `reopen`. */
  async discard(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#timer);
    this.#pending = undefined;
    await this.#drafts.remove(this.#key).catch(() => undefined);
  }

  reopen(): void {
    this.#closed = false;
  }
}
