import type { FileSharer } from '#lib/app/ports.ts';
import { canShareFile } from './can-share.ts';

/** The system's share sheet, where there is one that takes files. */
export const fileSharer: FileSharer = {
  canShare: canShareFile,
  async share({ name, type, content }) {
    try {
      await navigator.share({ files: [new File([content], name, { type })] });
      return true;
    } catch (error) {
      // Leaving the sheet is no failure.
      if (error instanceof Error && error.name === 'AbortError') return false;
      throw error;
    }
  },
};
