import { canShareFile } from './can-share.ts';

/** Where a finished file can go on this device, beside a download. Known before either is loaded. */
export const handOverTargets = {
  get share() {
    return canShareFile('application/zip', 'backup.zip');
  },
  get file() {
    return 'showSaveFilePicker' in globalThis;
  },
};
