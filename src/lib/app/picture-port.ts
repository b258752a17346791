import type { PictureContent } from '#lib/domain/attachment.ts';
import type { Result } from '#lib/domain/result.ts';
import type { Done } from './facts.ts';

/** Pictures of charges, among the changes a person can make. */
export interface PictureCommands {
  /** Adds pictures to a stored session; answers with their ids. All or none. */
  addPictures(command: {
    commandId: string;
    sessionId: string;
    pictures: readonly PictureContent[];
  }): Promise<Result<Done<readonly string[]>>>;
  /** Moves a picture to the trash. */
  deletePicture(id: string): Promise<Result<Done<number>>>;
}
