/** A form that may hold text which is nowhere else yet. */
export interface UnsavedForm {
  readonly isDirty: () => boolean;
  /** Writes its draft. */
  readonly flush: () => Promise<void>;
}

/** The open forms of this tab, for those who have to ask before a reload. */
class UnsavedForms {
  readonly #forms = new Set<UnsavedForm>();

  /** Takes part until the returned function is called. */
  register(form: UnsavedForm): () => void {
    this.#forms.add(form);
    return () => this.#forms.delete(form);
  }

  /** Writes all drafts; says whether a form holds something that was not saved. */
  async flush(): Promise<'idle' | 'unsaved'> {
    const dirty = [...this.#forms].filter((form) => form.isDirty());
    await Promise.all(dirty.map((form) => form.flush()));
    return dirty.length > 0 ? 'unsaved' : 'idle';
  }
}

export const unsavedForms = new UnsavedForms();
