import type { PictureContent } from '#lib/domain/attachment.ts';
import { fail, ok, type Result } from '#lib/domain/result.ts';
import { validateAttachment } from '#lib/domain/validate-attachment.ts';
import type { FactWriter } from './facts.ts';
import type { Ids } from './ports.ts';
import type { PictureCommands } from './picture-port.ts';
import type { UseCasePorts } from './use-case.ts';

/**
 * Writes pictures of a session within the transaction of their command; answers with their ids.
 * The first that may not be kept fails all: `attachment/invalid`.
 */
export function insertPictures(
  write: FactWriter,
  ids: Ids,
  sessionId: string,
  pictures: readonly PictureContent[],
): Result<readonly string[]> {
  const added: string[] = [];
  for (const picture of pictures) {
    const checked = validateAttachment({ ...picture, sessionId });
    if (!checked.ok) return checked;
    const id = ids.next();
    write.insert('attachments', id, checked.value);
    added.push(id);
  }
  return ok(added);
}

export function attachmentCommands({ facts, ids }: UseCasePorts): PictureCommands {
  return {
    addPictures: ({ commandId, sessionId, pictures }) =>
      facts.commit({ id: commandId, name: 'addPictures' }, async (write) =>
        (await write.get('sessions', sessionId))
          ? insertPictures(write, ids, sessionId, pictures)
          : fail('session/not_found'),
      ),

    deletePicture: (id) =>
      facts.commit({ id: ids.next(), name: 'deletePicture' }, async (write) =>
        ok(await write.remove('attachments', [id])),
      ),
  };
}
