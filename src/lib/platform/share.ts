import type { FileSharer } from '#lib/app/ports.ts';

/** The system's share sheet, where there is one that takes files. */
export const fileSharer: FileSharer = {
  canShare(type, name) {
    const { canShare } = navigator as Partial<Pick<Navigator, 'canShare'>>;
    try {
      return canShare?.call(navigator, { files: [new File([''], name, { type })] }) ?? false;
    } catch {
      return false;
    }
  },
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
