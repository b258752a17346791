import type { Formatters } from '#lib/i18n/formatters.ts';
import { backupFields } from './backup-fields.ts';

const KB = 1000;

export const backup = (f: Formatters) => {
  const charges = (n: number): string =>
    f.plural(n, { one: 'one charge', other: `${f.count(n)} charges` });
  const changes = (n: number): string =>
    f.plural(n, { one: 'one change', other: `${f.count(n)} changes` });
  const values = (n: number): string =>
    f.plural(n, { one: 'one value', other: `${f.count(n)} values` });
  const rows = (n: number): string => f.plural(n, { one: 'one row', other: `${f.count(n)} rows` });

  return {
    title: 'Backup',
    intro: 'One file with your whole log. Keep it somewhere else than on this device.',
    size: (bytes: number) =>
      bytes >= KB * KB
        ? `${f.number(bytes / KB / KB)} MB`
        : `${f.number(Math.max(bytes, 1) / KB)} kB`,
    holds: {
      sessions: charges,
      cars: (n: number) => f.plural(n, { one: 'one car', other: `${f.count(n)} cars` }),
      places: (n: number) => f.plural(n, { one: 'one place', other: `${f.count(n)} places` }),
      tariffs: (n: number) => f.plural(n, { one: 'one tariff', other: `${f.count(n)} tariffs` }),
      rest: (n: number) =>
        f.plural(n, { one: 'one setting or note', other: `${f.count(n)} settings and notes` }),
      nothing: 'nothing yet',
    },

    lastTitle: 'Last backup',
    never: 'There is no backup yet',
    neverBody: 'Your log is only in this browser. Without a backup it is gone when the browser is.',
    lastOn: (relativeDay: string) => capital(relativeDay),
    held: (what: string) => `It holds ${what}.`,
    changesSince: (n: number) =>
      n === 0 ? 'Nothing has changed since.' : `${capital(changes(n))} since.`,
    changesEver: (n: number) => `${capital(changes(n))} so far.`,
    encrypted: 'Encrypted',
    plain: 'Not encrypted',
    verified: {
      'before-handover':
        'Read back, decrypted and compared before it was handed over. Whether it arrived, only you can see.',
      'read-back': 'Read back from where it was written, decrypted and compared.',
    },
    verifiedShort: { 'before-handover': 'checked before handover', 'read-back': 'read back' },
    history: 'Earlier backups',
    historyMore: (n: number) => `Show ${f.count(n)} more`,

    createTitle: 'Create a backup',
    createBody: 'Encrypted with a passphrase that only you know.',
    noRecovery:
      'There is no recovery without the passphrase: nobody can open the file without it, not even us. Write it down.',
    proposalTitle: 'Six random words nobody can guess',
    proposalUse: 'Use these words',
    proposalOther: 'Other words',
    proposalUsed: 'The six words are filled in. Write them down now.',
    passphrase: 'Passphrase',
    repeat: 'Repeat passphrase',
    passphraseHint: 'At least 12 characters. Capitals and spaces count.',
    show: 'Show',
    showNamed: 'Show passphrase',
    hide: 'Hide',
    hideNamed: 'Hide passphrase',
    strength: {
      weak: 'Weak: can be guessed',
      fair: 'Fair: hard to guess',
      strong: 'Strong: cannot be guessed',
    },
    mismatch: 'The two passphrases differ.',
    remember: 'Remember the passphrase on this device',
    rememberHint: 'Kept for this browser only. You still need it written down for another device.',
    rememberFailed: 'The passphrase could not be kept on this device. The backup is not affected.',
    remembered: 'The passphrase kept on this device is filled in.',
    forget: 'Forget it',
    forgotten: 'The passphrase is no longer kept on this device.',
    more: 'More options',
    label: 'Write the name of this device into the file',
    labelHint: 'Anyone who has the file can see it, also without the passphrase.',
    unencrypted: 'Without a passphrase',
    unencryptedHint: 'For reading it with other tools.',
    unencryptedWarning:
      'Anyone who gets hold of this file can read all of it: when and where you charge, notes, places with their positions.',
    create: 'Create backup',
    reduced:
      'This device has too little memory for the usual protection. With less of it a passphrase of at least 20 characters is needed, and the file says so.',
    reducedStart: 'Try with less memory',
    phases: {
      write: 'Collecting your log',
      encrypt: 'Encrypting',
      verify: 'Reading it back',
      decrypt: 'Decrypting',
      read: 'Reading the file',
      safety: 'Making a safety backup of what is here',
      stage: 'Checking the rows',
      merge: 'Merging',
      swap: 'Putting it in place',
    },
    creating: 'Creating the backup',

    readyTitle: 'Your backup is ready',
    readyBody: 'It was read back and compared. It counts as soon as you have put it somewhere:',
    readyWords: 'Your passphrase, for the last time:',
    download: 'Download',
    share: 'Share',
    saveTo: 'Save to …',
    notHanded: 'Not saved yet: no place was chosen.',
    handed: (name: string) => `${name} is your last backup now.`,
    another: 'Create another backup',
    done: 'Done',

    restoreTitle: 'Restore a backup',
    restoreBody: 'You see what would change before anything does.',
    choose: 'Choose a backup',
    chooseHint: 'A PlugTrack backup or copy (.zip, .age or .json). Old PlugTrack backups too.',
    otherFile: 'Choose another file',
    reading: (name: string) => `Reading ${name}`,
    unlockTitle: 'This backup is encrypted',
    unlock: 'Open backup',
    waitFor: (s: number) => `You can try again in ${f.count(s)} s.`,

    madeBy: (device: string) => `from ${device}`,
    version: (version: string) => `version ${version}`,
    kinds: {
      vault: 'PlugTrack backup',
      classic: 'Backup of the old PlugTrack',
      copy: 'Copy as JSON',
    },
    otherVault:
      'This backup is of another log than the one here. Merging makes one log of the two.',
    homeTariff: 'Home tariff',
    carTitle: 'One more thing',
    car: 'Car of these charges',
    encoding: 'Text of the file',
    choiceNone: 'Choose one',
    modeTitle: 'How',
    modes: { merge: 'Merge', replace: 'Replace' },
    mergeMeans:
      'Merge adds what the file has and keeps what is here; where both changed the same thing, the later change wins.',
    replaceMeans: 'Replace puts the file in the place of everything here; what is only here goes.',
    lastBefore: (relativeDay: string | undefined, n: number) =>
      `${relativeDay === undefined ? 'There is no backup yet' : `Your last backup was ${relativeDay}`}, ${changes(n)} since. What is here is kept on this device first; for a copy elsewhere, back up before.`,
    emptyHere: 'There is nothing here yet, so nothing can be lost.',
    preview: 'What would change',
    table: 'Rows by kind',
    columns: {
      name: 'Kind',
      file: 'In the file',
      here: 'Here now',
      new: 'New',
      changed: 'Changed',
      same: 'Same',
      deleted: 'Deleted',
      restored: 'Brought back',
      keptHere: 'Newer here',
      purged: 'Gone for good',
      setAside: 'Set aside',
    },
    tables: {
      sessions: 'Charges',
      cars: 'Cars',
      places: 'Places',
      tariffs: 'Tariffs',
      settings: 'Settings',
      imports: 'Imports',
      mappings: 'Import mappings',
      devices: 'Devices',
    } as Readonly<Record<string, string>>,
    counts: (n: { new: number; changed: number; same: number; deleted: number }) =>
      `${f.count(n.new)} new, ${f.count(n.changed)} changed, ${f.count(n.same)} the same, ${f.count(n.deleted)} deleted`,
    nothingNew: 'Nothing new: everything in the file is here already.',
    totals: (before: { n: number; wh: number }, after: { n: number; wh: number }) =>
      `${capital(charges(before.n))} (${f.energyTotal(before.wh)}) before, ${charges(after.n)} (${f.energyTotal(after.wh)}) after.`,
    brake: (n: number, table: string, percent: number) =>
      `This would delete ${rows(n)} of ${table}, ${f.count(percent)}% of those here.`,
    brakeAgree: (n: number) => `Yes, delete ${rows(n)}`,
    brakeOpen: 'Say first whether so much may be deleted.',
    conflicts: (n: number) =>
      f.plural(n, {
        one: 'One value was changed on both sides. The later one wins; the other is kept in a list.',
        other: `${f.count(n)} values were changed on both sides. The later ones win; the others are kept in a list.`,
      }),
    conflictsShow: 'Values changed on both sides',
    setAsideRows: (n: number) =>
      `${capital(rows(n))} cannot be used now. They are set aside, not lost.`,
    unknownTables: (names: string) =>
      `The file holds kinds of data this version does not know (${names}). They are kept for a newer one.`,
    unknownFields: (table: string, names: string) =>
      `${table} have details this version does not know (${names}). They are kept for a newer one.`,
    times: (text: string, n: number) => (n > 1 ? `${text} (${f.count(n)} times)` : text),
    named: (text: string, name: string) => `${text} (${name})`,
    restore: 'Restore',
    questionsOpen: 'Choose a car first.',
    confirmTitle: 'Replace everything here?',
    confirmNow: (n: number, wh: number) => `Now: ${charges(n)}, ${f.energyTotal(wh)}.`,
    confirmThen: (n: number, wh: number) => `Afterwards: ${charges(n)}, ${f.energyTotal(wh)}.`,
    confirmGone: (n: number) =>
      f.plural(n, {
        one: 'One row that is only here goes.',
        other: `${capital(rows(n))} that are only here go.`,
      }),
    confirmSafety: 'What is here is saved as a file first, and one step takes it back.',
    confirm: (n: number) => `Replace ${charges(n)}`,
    restoring: 'Restoring',

    doneTitle: 'Restored',
    safety: (name: string) =>
      `What was here before is kept on this device as ${name}; it was read back and compared.`,
    showSessions: 'Show sessions',
    undo: 'Undo this restore',
    undoing: 'Taking the restore back',
    undone: 'The restore was taken back. Everything is as it was before.',
    undoTitle: 'Take the restore back?',
    undoLoses: (n: number) => `${capital(changes(n))} made since are lost with it.`,
    saveSafety: 'Save the file from before',
    saveSafetyHint: 'It is not encrypted: anyone who has it can read it.',
    safetySaved: 'Saved.',
    lastRestore: 'Last restore',
    lastRestoreBody: (when: string, mode: string) => `${mode}, ${when}.`,
    unfinished: (name: string) =>
      `Restoring ${name} was cut off. Your log is as it was before; choose the file again to restore it.`,

    conflictsTitle: 'Conflicts',
    conflictsLink: (n: number) => `${capital(values(n))} changed on two devices`,
    conflictsLinkBody: 'The later one was kept. See whether it is the right one.',
    setAsideLink: (n: number) => `${capital(rows(n))} set aside`,
    setAsideLinkBody: 'From a file, kept but not in your log.',
    conflictsBody:
      'These were changed on two devices without one knowing of the other. The later change was kept. Entries go after 90 days.',
    conflictsNone: 'No conflicts',
    conflictsNoneBody: 'Nothing was changed on two devices at once.',
    kept: 'Kept',
    other: 'The other',
    keep: 'Keep',
    keepOf: (field: string, what: string) => `Keep ${field} of ${what}`,
    takeOther: 'Take the other',
    takeOtherOf: (field: string, what: string) => `Take the other ${field} of ${what}`,
    taken: (field: string) => `${field} now has the other value`,
    setAsideTitle: 'Set aside',
    setAsideBody: 'Rows of a file that could not be used. They travel on in your backups.',
    aheadOf: (hours: number, device?: string) => {
      const by = f.plural(hours, { one: 'one hour', other: `${f.count(hours)} hours` });
      return `The clock of ${device ?? 'another device'} was ${by} ahead. This comes in when that time has come.`;
    },
    clockWrong: 'This device’s clock was wrong',
    clockWrongBody:
      'Was it the clock of this device that was wrong? Then these changes are taken in now.',
    clockWrongDone: (n: number) => `Took in ${rows(n)}`,
    clockWrongStopped:
      'This would delete unusually much, so the rows stay set aside. Nothing was changed.',
    found: (when: string) => `found ${when}`,
    showMore: 'Show more',
    gone: 'An entry that is not here any more',
    empty: 'Empty',
    yes: 'Yes',
    no: 'No',
    deleted: 'Deleted',
    notDeleted: 'Not deleted',
    items: (n: number) => f.plural(n, { one: 'one entry', other: `${f.count(n)} entries` }),
    fields: backupFields,
  };
};

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
