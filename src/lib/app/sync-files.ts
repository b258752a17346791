/** What files of a folder are by their name. What is in them is told by their content alone. */

const OURS = /^plugtrack-[0-9a-f]{16}-sync/;

export const README = 'README.txt';

export const README_TEXT = `PlugTrack sync folder

Each device that shares this charging log writes one file here and reads the files of the others.
The files are complete encrypted backups; all use the passphrase that was chosen for this folder.
Do not rename or edit them. Deleting one deletes nothing from any device.
`;

/** The file of a device. */
export const ownFileName = (deviceId: string): string => `plugtrack-${deviceId}-sync.zip`;

/**
 * `half`: still being written, or left over from a write that was cut off. `archive`: may be one of
 * ours under any name, for services rename what they find in conflict.
 */
export function fileKind(name: string): 'own_readme' | 'half' | 'archive' | 'foreign' {
  if (name === README) return 'own_readme';
  if (OURS.test(name) && name.endsWith('.part')) return 'half';
  return name.toLowerCase().endsWith('.zip') ? 'archive' : 'foreign';
}

/** Whether a file says by its name that it is one of a device. */
export const isNamedOurs = (name: string): boolean => OURS.test(name);
