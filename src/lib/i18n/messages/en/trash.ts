import type { Formatters } from '#lib/i18n/formatters.ts';

export const trash = (f: Formatters) => ({
  title: 'Trash',
  intro: 'What you delete stays here for 30 days. Then it is emptied for good.',
  empty: 'The trash is empty',
  emptyBody: 'Deleted charges, cars, places and tariffs can be brought back from here for 30 days.',
  kinds: {
    sessions: 'Charges',
    cars: 'Cars',
    places: 'Places',
    tariffs: 'Tariffs',
    attachments: 'Photos',
    mappings: 'Import mappings',
  },
  deletedOn: (relativeDay: string, days: number) =>
    `Deleted ${relativeDay} · ${f.plural(days, { one: 'one day left', other: `${f.count(days)} days left` })}`,
  restore: 'Restore',
  restoreOne: (name: string) => `Restore ${name}`,
  restoreAll: 'Restore all',
  restoreAllOf: (kind: string) => `Restore all: ${kind}`,
  restored: (n: number) =>
    f.plural(n, { one: 'Restored', other: `${f.count(n)} entries restored` }),
  purge: 'Delete for good',
  purgeOne: (name: string) => `Delete ${name} for good`,
  purgeTitle: (name: string) => `Delete ${name} for good?`,
  purgeBody: 'This cannot be taken back.',
  purged: (n: number) =>
    f.plural(n, { one: 'Deleted for good', other: `${f.count(n)} entries deleted for good` }),
  emptyTrash: 'Empty the trash',
  emptyTitle: 'Empty the trash?',
  emptyConfirm: (n: number) =>
    `Delete ${f.plural(n, { one: 'one entry', other: `${f.count(n)} entries` })} for good`,
  more: (n: number) => `Show ${f.count(n)} more`,
  unnamed: 'Without a name',
  photo: (added: string, bytes: number) =>
    `Photo of ${added}, ${f.number(bytes / 1000, { max: 0 })} kB`,
});
