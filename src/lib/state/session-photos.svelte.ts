import { errorText } from '#lib/i18n/error-text.ts';
import type { Attachment } from '#lib/domain/attachment.ts';
import type { AppError } from '#lib/domain/result.ts';
import { useI18n } from '#lib/i18n/i18n.svelte.ts';
import type { UndoStep } from '#lib/app/facts.ts';
import { useApp } from './app-context.ts';
import { live } from './live.svelte.ts';
import { useToasts } from './toasts.svelte.ts';

/** The photos of a stored charge, and what can be done with them; each act can be taken back. */
export interface SessionPhotos {
  readonly photos: readonly Attachment[];
  /** Why the last one was not added, in words. */
  readonly problem: string | undefined;
  readonly onadd: (file: Blob) => Promise<void>;
  readonly ondelete: (id: string) => Promise<void>;
}

/** Follows the photos of a session for the life of the component. */
export function useSessionPhotos(sessionId: () => string): SessionPhotos {
  const app = useApp();
  const i18n = useI18n();
  const toasts = useToasts();
  const photos = live(() => {
    const id = sessionId();
    return (read) => read.attachmentsOf(id);
  });
  let failure = $state.raw<AppError>();

  const tell = (text: string, undo: UndoStep): void => {
    const words = i18n.t.receipt;
    toasts.add({
      text,
      undo: async () => {
        const undone = await app.commands.undo(undo);
        toasts.add(undone.ok ? { text: words.photoBack } : { text: words.undoFailed, tone: 'bad' });
      },
    });
  };

  return {
    get photos() {
      return photos.current ?? [];
    },
    get problem() {
      return failure && errorText(i18n, failure);
    },
    async onadd(file) {
      const id = sessionId();
      const encoded = await app.pictures.encode(file);
      const added = encoded.ok
        ? await app.commands.addPictures({
            commandId: app.ids.next(),
            sessionId: id,
            pictures: [encoded.value],
          })
        : encoded;
      failure = added.ok ? undefined : added.error;
      if (added.ok) tell(i18n.t.receipt.photoAdded, added.value.undo);
    },
    async ondelete(id) {
      const deleted = await app.commands.deletePicture(id);
      failure = deleted.ok ? undefined : deleted.error;
      if (deleted.ok) tell(i18n.t.receipt.photoDeleted, deleted.value.undo);
    },
  };
}
