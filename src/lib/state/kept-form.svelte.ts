import { useApp } from './app-context.ts';
import { DraftKeeper } from './session-draft.ts';
import { unsavedForms } from './unsaved.ts';

/** Everything typed into a form, by name. A switch is `yes` or empty. */
export type FormTexts = Readonly<Record<string, string>>;

/** A form whose texts can be kept and laid back. */
export interface KeptForm {
  readonly texts: FormTexts;
  /** Under this id it is submitted, so that a draft opened in two tabs is saved once. */
  commandId: string;
  fill(texts: FormTexts): void;
}

export interface Kept {
  /** What is in the form was typed earlier and never saved. */
  readonly isRestored: boolean;
  /** Back to how the form opened, and nothing is kept. */
  discard(): Promise<void>;
  /** After saving: nothing is kept. */
  done(): Promise<void>;
}

/** Only texts under names that this version of the form has. */
function knownTexts(value: unknown, names: readonly string[]): FormTexts | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const entries = Object.entries(value).filter(
    ([name, text]) => names.includes(name) && typeof text === 'string',
  );
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
}

/**
 * Keeps what is typed into a form while it is not saved, for the life of the component: through a
 * killed tab, an update and the way back. `key` names the form and what it changes.
 */
export function keepForm(key: string, form: KeptForm): Kept {
  const app = useApp();
  const keeper = new DraftKeeper(app.drafts, key, () => app.clock.now());
  const opened = form.texts;
  const openedText = JSON.stringify(opened);
  const isDirty = (): boolean => JSON.stringify(form.texts) !== openedText;
  let isRestored = $state(false);

  void app.drafts
    .read(key)
    .then((draft) => {
      const texts = knownTexts(draft?.value, Object.keys(opened));
      // Whoever already types has the word.
      if (!draft || !texts || isDirty()) return;
      form.fill({ ...opened, ...texts });
      form.commandId = draft.commandId;
      isRestored = true;
    })
    // Without its draft the form opens as it would have.
    .catch(() => undefined);

  $effect(() => {
    const { texts } = form;
    if (isDirty()) keeper.changed(form.commandId, texts);
  });
  $effect(() => {
    const flush = (): Promise<void> => keeper.flush();
    const hide = (): void => {
      if (document.visibilityState === 'hidden') void flush();
    };
    document.addEventListener('visibilitychange', hide);
    const leave = unsavedForms.register({ isDirty, flush });
    return () => {
      document.removeEventListener('visibilitychange', hide);
      leave();
      void flush();
    };
  });

  return {
    get isRestored() {
      return isRestored;
    },
    async discard() {
      form.fill(opened);
      form.commandId = app.ids.next();
      isRestored = false;
      await keeper.discard();
      keeper.reopen();
    },
    done: () => keeper.discard(),
  };
}
