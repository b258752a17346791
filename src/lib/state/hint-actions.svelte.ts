import { errorText } from '#lib/i18n/error-text.ts';
import { useI18n } from '#lib/i18n/i18n.svelte.ts';
import { useApp } from './app-context.ts';
import { useToasts } from './toasts.svelte.ts';

/** Puts a hint of a session away and offers to bring it back. To be made while a component starts. */
export function useDismissHint(): (sessionId: string, code: string) => Promise<void> {
  const app = useApp();
  const i18n = useI18n();
  const toasts = useToasts();

  return async (sessionId, code) => {
    const words = i18n.t.coach;
    const done = await app.commands.dismissHint(sessionId, code);
    if (!done.ok) {
      toasts.add({ text: errorText(i18n, done.error), tone: 'bad' });
      return;
    }
    toasts.add({
      text: words.dismissed,
      undo: async () => {
        const undone = await app.commands.undo(done.value.undo);
        toasts.add(
          undone.ok
            ? { text: words.restored }
            : { text: errorText(i18n, undone.error), tone: 'bad' },
        );
      },
    });
  };
}
