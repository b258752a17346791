import type { Formatters } from '#lib/i18n/formatters.ts';

export const sync = (f: Formatters) => {
  const rows = (n: number): string => f.plural(n, { one: 'one row', other: `${f.count(n)} rows` });
  const files = (n: number): string =>
    f.plural(n, { one: 'one file', other: `${f.count(n)} files` });

  return {
    title: 'Sync',

    row: 'Sync folder',
    rowOff: 'Off. Keeps several devices equal through a folder or files.',
    rowOffAfterReplace: 'Off since a backup took the place of everything here.',
    rowOn: (where: string, last: string) => `${where}, ${last}`,
    rowFolder: (name?: string) => (name === undefined ? 'On: a folder' : `On: folder “${name}”`),
    rowFiles: 'On: files passed by hand',
    rowLast: (ago: string) => `last ${ago}`,
    rowNever: 'not synced yet',
    rowNeeds: (what: string) => `Needs you: ${what}`,
    justNow: 'just now',
    ago: (duration: string) => `${duration} ago`,
    needs: {
      access: 'the folder has to be allowed again',
      folder: 'the folder cannot be reached',
      emptyFolder: 'the folder is empty. Is it the right one?',
      passphrase: 'the passphrase of the other devices',
      otherVault: 'another log was found. Is it to be merged?',
      massDelete: 'unusually much would be deleted',
      problem: 'the last round did not end well',
    },

    offTitle: 'Sync is off',
    what: 'Each device keeps one file with its whole log in a folder that a cloud service copies to your other devices, and takes in what theirs hold.',
    safe: 'The files are encrypted with one passphrase that only you know, so nobody else can read them, not even the cloud service.',
    noFolder:
      'This browser cannot keep a folder; Chrome and Edge on a computer can. Here you pass the files yourself: share the one of this device, for instance through a cloud service or a message, and take in those of the others.',
    chooseFolder: 'Choose a folder',
    useFiles: 'Pass files by hand',
    offAfterReplace:
      'A backup took the place of everything here, so sync was switched off: the next round would have brought the replaced data back. Switching it on again merges what the other devices hold.',

    onFolder: (name?: string) => (name === undefined ? 'A folder' : `Folder “${name}”`),
    onFiles: 'Files passed by hand',
    lastAt: (when: string) => `Last round ${when}.`,
    neverYet: 'No round yet.',
    waiting: (n: number) =>
      n === 0
        ? 'Your file holds all your changes.'
        : f.plural(n, {
            one: 'One change is not in your file yet.',
            other: `${f.count(n)} changes are not in your file yet.`,
          }),
    ask: 'The browser wants to know again whether the folder may be read and written.',
    grant: 'Allow the folder again',
    lost: 'The folder is not known any more. Choose it again; nothing in it is lost.',

    setUp: 'Passphrase',
    setUpBody: 'One passphrase for the files of all your devices.',
    noRecovery: 'Nobody can open the files without it. Write it down.',
    first: 'Is this the first of your devices to sync?',
    firstYes: 'Yes, the first',
    firstNo: 'No, another one syncs already',
    firstUnsaid: 'Say whether another device syncs already.',
    passphraseHint: 'The one your other devices use.',
    remembered: 'The passphrase is kept on this device.',
    byItself: 'Sync by itself',
    byItselfHint:
      'Remembers the passphrase on this device. A round is made at the start and after changes.',
    remember: 'Remember the passphrase',
    rememberHint: 'Kept for this browser only.',
    now: 'Sync now',
    syncing: 'Syncing',
    takingIn: 'Taking in files',
    writing: 'Writing your file',
    running: 'A round is under way',

    takeInTitle: 'Take in files',
    takeInBody: 'The files of your other devices. Taking one in twice does no harm.',
    chooseFiles: 'Choose files',
    chooseFilesHint: 'Names that begin with plugtrack- and end with -sync.zip.',
    takeInAgain: (n: number) => `Take in ${files(n)} again`,
    ownTitle: 'Your file',
    ownBody: 'Give it to your other devices. It holds your whole log, encrypted.',
    share: 'Share my file',
    save: 'Save my file',

    notes: {
      accessRefused: 'The folder was not allowed. Nothing was read or written.',
      notHanded: 'Not shared: no place was chosen.',
      saved: 'Your file was saved. Pass it to your other devices.',
      shared: 'Your file was shared.',
      notRemembered:
        'This browser cannot keep the passphrase safely, so it is asked for each time. The files are not affected.',
    },
    failures: {
      'backup/busy':
        'Another tab is syncing, or a backup is being made. Wait for it, then try again.',
      'backup/cancelled': 'Cancelled. What was taken in until then stays.',
      'sync/folder_unreachable':
        'The folder cannot be reached. Nothing was deleted. See whether its drive or cloud service is there, or choose it again.',
    } as Readonly<Record<string, string>>,

    resultTitle: 'Last round',
    came: (n: {
      new: number;
      changed: number;
      deleted: number;
      conflicts: number;
      setAside: number;
    }) => {
      const parts = [
        n.new > 0 && `${f.count(n.new)} new`,
        n.changed > 0 && `${f.count(n.changed)} changed`,
        n.deleted > 0 && `${f.count(n.deleted)} deleted`,
        n.conflicts > 0 &&
          f.plural(n.conflicts, {
            one: 'one conflict',
            other: `${f.count(n.conflicts)} conflicts`,
          }),
        n.setAside > 0 && `${f.count(n.setAside)} set aside`,
      ].filter((part) => part !== false);
      return parts.length === 0 ? 'Nothing new' : f.list(parts);
    },
    conflictsFound: (n: number) =>
      f.plural(n, {
        one: 'One value was changed on two devices. The later change was kept.',
        other: `${f.count(n)} values were changed on two devices. The later changes were kept.`,
      }),
    conflictsShow: 'Show conflicts',
    unchanged: 'Nothing new since it was last taken in',
    noFiles: 'There was no file of another device.',
    ownWritten: 'Your own file was written and read back.',
    ownNotWritten: 'Your own file was not written anew.',
    ignored: (n: number) =>
      f.plural(n, {
        one: 'One other file was left alone.',
        other: `${f.count(n)} other files were left alone.`,
      }),
    written: (when: string) => `written ${when}`,
    device: (id: string) => `Device ${id}`,
    whatToDo: {
      'sync/file_unreadable':
        'The others were taken in. It is tried again once that device has written it anew.',
      'sync/wrong_passphrase': 'Type the one that device uses, or set the same on all of them.',
      'sync/newer_version': 'Its file is taken in after that.',
    } as Readonly<Record<string, string>>,

    joinTitle: 'Merge these two collections?',
    joinBody: (names: string) =>
      `${names} holds another log than this one. Merged, both logs become one, here and on the other devices. That cannot be taken apart again.`,
    joinNo: 'If not, nothing changes and the file is left alone.',
    yesMerge: 'Yes, merge them',
    noMerge: 'No, keep them apart',
    keptApart: (names: string) => `${names}: kept apart. The next round asks again.`,
    massTitle: 'May this much be deleted?',
    mass: (names: string, n: number, table: string, percent: number) =>
      `${names} would delete ${rows(n)} of ${table}, ${f.count(percent)}% of those here.`,
    massBody:
      'If not, do nothing: the file is left alone and asks again next time. What is here is kept as a file first; Backup takes it back.',
    massAgree: (n: number) => `Delete ${rows(n)}`,
    massConfirm: (n: number) => `Yes, delete ${rows(n)}`,
    emptyTitle: 'Is this the right folder?',
    emptyBody:
      'It held files before and is empty now. Nothing was deleted here. If it is the right one, your file is written into it.',
    emptyYes: 'Yes, it is the right one',
    emptyNo: 'Choose another folder',
    again: 'Choose the files again to answer.',

    devicesTitle: 'Your other devices',
    deviceSeen: (when: string) => `its file is of ${when}`,
    deviceMissing: (when: string) => `not seen since ${when}`,

    switchOff: 'Switch sync off',
    switchOffBody:
      'Nothing is deleted: your log stays, and so do the files. This device forgets the folder and the passphrase.',
    switchOffTitle: 'Switch sync off?',
  };
};
