import type { FileSaver } from '#lib/app/ports.ts';

/** Long enough for every browser to have taken over the download. */
const KEEP_ADDRESS_MS = 60_000;

export const fileSaver: FileSaver = {
  save({ name, type, content }) {
    const address = URL.createObjectURL(new Blob([content], { type }));
    const link = document.createElement('a');
    link.href = address;
    link.download = name;
    link.click();
    setTimeout(() => {
      URL.revokeObjectURL(address);
    }, KEEP_ADDRESS_MS);
    return Promise.resolve();
  },
};
