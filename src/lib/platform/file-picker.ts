import type { FilePicker, FileTarget } from '#lib/app/ports.ts';

/** The part of the File System Access API that is needed; not every browser has it. */
interface SaveHandle {
  readonly name: string;
  createWritable(): Promise<{ write(data: Blob): Promise<void>; close(): Promise<void> }>;
  getFile(): Promise<File>;
}
interface PickerWindow {
  readonly showSaveFilePicker?: (options: {
    readonly suggestedName: string;
  }) => Promise<SaveHandle>;
}

const picker = (): PickerWindow['showSaveFilePicker'] =>
  (globalThis as PickerWindow).showSaveFilePicker;

/** Lets a person choose a file on the disk, which can then be read back. */
export const filePicker: FilePicker = {
  get isAvailable() {
    return picker() !== undefined;
  },
  async choose(name) {
    try {
      const handle = await picker()?.({ suggestedName: name });
      return handle && targetOf(handle);
    } catch (error) {
      if (error instanceof Error && error.name === 'AbortError') return undefined;
      throw error;
    }
  },
};

function targetOf(handle: SaveHandle): FileTarget {
  return {
    name: handle.name,
    async write(content) {
      const stream = await handle.createWritable();
      await stream.write(content);
      await stream.close();
    },
    read: () => handle.getFile(),
  };
}
