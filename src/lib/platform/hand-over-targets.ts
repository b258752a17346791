import { filePicker } from './file-picker.ts';
import { fileSharer } from './share.ts';

/** Where a finished file can go on this device, beside a download. */
export const handOverTargets = {
  get share() {
    return fileSharer.canShare('application/zip', 'backup.zip');
  },
  get file() {
    return filePicker.isAvailable;
  },
};
