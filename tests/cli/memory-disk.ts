import type { Disk } from '#cli/world.ts';

/** Files in memory, by name. */
export type MemoryFiles = Map<string, Uint8Array>;

/** A file system in memory; every name is a file of its own. */
export function memoryDisk(files: MemoryFiles): Disk {
  return {
    resolve: (file) => Promise.resolve(file),
    exists: (file) => Promise.resolve(files.has(file)),
    create: (file, text) => {
      if (files.has(file)) return Promise.resolve('taken');
      files.set(file, new TextEncoder().encode(text));
      return Promise.resolve('made');
    },
    store: (file, bytes) => {
      files.set(file, bytes);
      return Promise.resolve(true);
    },
    keepAs: (file, name) => {
      const bytes = files.get(file);
      if (bytes) files.set(name, bytes);
      return Promise.resolve(bytes !== undefined);
    },
    rename: (file, name) => {
      const bytes = files.get(file);
      if (bytes) files.set(name, bytes);
      files.delete(file);
      return Promise.resolve(bytes !== undefined);
    },
    remove: (file) => {
      files.delete(file);
      return Promise.resolve();
    },
  };
}
