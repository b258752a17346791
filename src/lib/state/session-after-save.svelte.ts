import { goto } from '$app/navigation';
import { resolve } from '$app/paths';
import { page } from '$app/state';
import { errorText } from '#lib/i18n/error-text.ts';
import { useI18n } from '#lib/i18n/i18n.svelte.ts';
import { useApp } from './app-context.ts';
import type { SavedForm } from './session-form.svelte.ts';
import { useToasts } from './toasts.svelte.ts';

/** What follows a saved form: the session's page, and a toast that takes it back. */
export function useAfterSave(): (done: SavedForm) => void {
  const app = useApp();
  const i18n = useI18n();
  const toasts = useToasts();

  return (done) => {
    const { id } = done.value.session;
    const isNew = done.undo.rows.some((row) => row.id === id && row.created);
    toasts.add({
      text: i18n.t.log.saved,
      undo: async () => {
        const undone = await app.commands.undo(done.undo);
        toasts.add(
          undone.ok
            ? { text: i18n.t.log.undone }
            : { text: errorText(i18n, undone.error), tone: 'bad' },
        );
        const isShown = page.url.searchParams.get('id') === id;
        if (undone.ok && isNew && isShown) await goto(resolve('/'), { replaceState: true });
      },
    });
    // The filled form is not a place to come back to.
    void goto(resolve(`/sessions/view?id=${id}`), { replaceState: true });
  };
}
