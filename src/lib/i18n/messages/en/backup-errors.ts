import type { ErrorDetails, ErrorWords } from '#lib/i18n/error-words.ts';

const limit = ({ limit: name, value }: ErrorDetails): string =>
  name === undefined ? '' : ` (${String(name)}${value === undefined ? '' : `: ${String(value)}`})`;

const passphrase = ({ reason, least }: ErrorDetails): string => {
  if (reason === 'too_short') {
    return least === undefined
      ? 'The passphrase is too short.'
      : `The passphrase needs at least ${String(least)} characters.`;
  }
  if (reason === 'empty') return 'Type a passphrase.';
  if (reason === 'too_long') return 'The passphrase is longer than 1,000 characters.';
  if (reason === 'character') {
    return 'The passphrase holds a character that cannot be typed everywhere, such as a tab.';
  }
  return 'This passphrase cannot be used.';
};

const archive: ErrorWords = {
  'archive/ratio': 'The archive would unpack to far too much. It was not opened.',
  'archive/too_large': 'The archive is too large.',
  'archive/too_many_entries': 'The archive holds too many files.',
  'archive/nested': 'The archive holds another archive. Unpack it first.',
  'archive/overlap': 'The archive is damaged: its files overlap.',
  'archive/inconsistent': 'The archive is damaged: its table of contents does not fit.',
  'archive/name': 'The archive holds a file with a name that is not allowed.',
  'archive/encrypted': 'The archive is locked with a password. Unpack it first.',
  'archive/method': 'The archive is packed in a way that is not supported.',
  'archive/truncated': 'The archive is cut off. Get the file again.',
};

const backup: ErrorWords = {
  'backup/not_a_backup': 'This file is not a PlugTrack backup.',
  'backup/newer_version': 'This backup was made by a newer version. Update the app first.',
  'backup/truncated': 'The backup is incomplete: its end is missing. Get the file again.',
  'backup/damaged': 'The backup is damaged: its content has changed since it was written.',
  'backup/not_remembered':
    'This browser cannot keep the passphrase safely, so it is not remembered. The backup is not affected.',
  'backup/passphrase_needed': 'This backup is encrypted. Enter its passphrase.',
  'backup/wrong_passphrase': 'The passphrase is not the right one. Nothing was changed.',
  'backup/passphrase_invalid': passphrase,
  'backup/kdf_limit': 'The backup asks for more computing than is allowed. It was not opened.',
  'backup/kdf_memory': 'This device has too little memory to encrypt or decrypt the backup.',
  'backup/unsupported_recipient': 'The file is not encrypted with one passphrase.',
  'backup/too_large': (details) => `The backup is beyond a limit${limit(details)}.`,
  'backup/verify_failed': ({ step }) =>
    `The backup was written but could not be read back${step === undefined ? '' : ` (${String(step)})`}. It does not count; your earlier backup still does.`,
  'backup/write_failed': 'The backup could not be written. Your earlier backup still counts.',
  'backup/target_changed':
    'The file was changed by something else meanwhile. Your earlier backup still counts.',
  'backup/classic_version': 'This version of the old backup is not supported.',
  'backup/classic_member_missing': 'A part of the old backup is missing.',
  'backup/extra_entry': 'The backup holds a file that does not belong to it. It was left out.',
  'backup/unknown_table':
    'This version does not know what this row is. It is kept for a newer one.',
  'backup/cancelled': 'Cancelled. Nothing was changed.',
  'backup/busy': 'Another backup or restore is running, perhaps in another tab. Wait for it.',
  'backup/preview_gone': 'Your log or the file has changed meanwhile. Choose the file again.',
  'backup/changed': 'Your log has changed meanwhile. Choose the file again.',
  'backup/questions_open': 'Answer the open question first.',
  'backup/nothing_to_undo': 'This restore can no longer be taken back.',
};

const merging: ErrorWords = {
  'merge/mass_delete':
    'This would delete unusually much. Nothing was changed; say first whether it may.',
  'merge/clock_collision': 'Two devices changed the same value at the same moment.',
  'merge/bad_row': 'The row breaks a rule of this version and was set aside.',
  'sync/folder_empty': 'The folder is empty.',
  'sync/folder_unreachable': 'The folder cannot be reached.',
  'sync/file_unreadable': 'This file cannot be read.',
  'sync/wrong_passphrase': 'The passphrase is not the one of this file.',
  'sync/other_vault': 'This file is of another log.',
  'sync/newer_version': 'Another device uses a newer version. Update the app.',
  'sync/clock_ahead': ({ hours }) =>
    `The clock of another device is far ahead${hours === undefined ? '' : `, by ${String(hours)} hours`}. Its changes are set aside until that time.`,
  'sync/off': 'Sync is off. Switch it on first.',
  'sync/share_again': 'The file is ready now. Share it once more.',
  'sync/passphrase_needed': 'Type the passphrase that the other devices use.',
  'sync/device_id_doubled': 'Two devices use the same id. One of them has been given a new one.',
};

/** What can be wrong with an archive, a backup, a restore or a merge, by its code. */
export const backupErrors: ErrorWords = { ...archive, ...backup, ...merging };
