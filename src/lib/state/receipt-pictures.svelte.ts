import type { Draft, Drafts, Pictures } from '#lib/app/ports.ts';
import { PICTURE_TYPES, type PictureContent } from '#lib/domain/attachment.ts';
import type { AppError } from '#lib/domain/result.ts';
import { DraftKeeper, picturesKey } from './session-draft.ts';

interface Surroundings {
  readonly drafts: Drafts;
  readonly pictures: Pictures;
  readonly now: () => number;
}

/** Pictures of a form that is not saved: kept with its draft, written with its session. */
export class FormPictures {
  #items: readonly PictureContent[] = $state.raw([]);
  #failure: AppError | undefined = $state.raw();
  readonly #encode: Pictures['encode'];
  readonly #keeper: DraftKeeper;

  constructor({ drafts, pictures, now }: Surroundings, formKey: string, kept: Draft | undefined) {
    this.#encode = (file) => pictures.encode(file);
    this.#keeper = new DraftKeeper(drafts, picturesKey(formKey), now);
    this.#items = Array.isArray(kept?.value) ? kept.value.filter(isPicture) : [];
  }

  get items(): readonly PictureContent[] {
    return this.#items;
  }
  /** Why the last one was not taken. */
  get failure(): AppError | undefined {
    return this.#failure;
  }

  /** Takes a picture in; it is kept before this answers. */
  async add(file: Blob, commandId: string): Promise<void> {
    const encoded = await this.#encode(file);
    this.#failure = encoded.ok ? undefined : encoded.error;
    if (encoded.ok) await this.#become([...this.#items, encoded.value], commandId);
  }

  remove(at: number, commandId: string): Promise<void> {
    return this.#become(this.#items.toSpliced(at, 1), commandId);
  }

  /** Forgets them all, also what is kept. */
  async discard(): Promise<void> {
    await this.#keeper.discard();
    this.#items = [];
    this.#failure = undefined;
    this.#keeper.reopen();
  }

  async #become(items: readonly PictureContent[], commandId: string): Promise<void> {
    this.#items = items;
    this.#keeper.changed(commandId, items);
    await this.#keeper.flush();
  }
}

/** Whether a kept value is a picture; what it says is checked when it is saved. */
function isPicture(value: unknown): value is PictureContent {
  if (typeof value !== 'object' || value === null) return false;
  const { mimeType, data } = value as Partial<Record<keyof PictureContent, unknown>>;
  return PICTURE_TYPES.some((type) => type === mimeType) && typeof data === 'string';
}
