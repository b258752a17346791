import type { TableName, TrashItem } from '#lib/app/facts.ts';
import type { LocalDate } from '#lib/domain/entity.ts';
import { localDateOf } from '#lib/domain/time.ts';
import type { Formatters } from '#lib/i18n/formatters.ts';

/** The kinds a person deleted knowingly, in the order of the page. Settings that were reset are none. */
export const TRASH_KINDS = [
  'sessions',
  'attachments',
  'cars',
  'places',
  'tariffs',
  'mappings',
] as const;
export type TrashKind = (typeof TRASH_KINDS)[number];

const TRASH_DAYS = 30;
const DAY_MS = 86_400_000;

/** One entry of the trash as it is shown. */
export interface TrashEntry {
  readonly table: TrashKind;
  readonly id: string;
  readonly title: string;
  /** The civil date it was deleted. */
  readonly deletedDate: LocalDate;
  /** Whole days until it is emptied for good. */
  readonly daysLeft: number;
}

export interface TrashGroup {
  readonly kind: TrashKind;
  readonly entries: readonly TrashEntry[];
}

const isKind = (table: TableName): table is TrashKind =>
  (TRASH_KINDS as readonly TableName[]).includes(table);

/** The trash by kind, newest first within each; kinds without entries are left out. */
export function trashGroups(
  items: readonly TrashItem[],
  options: {
    readonly now: number;
    readonly timeZone: string;
    readonly f: Formatters;
    readonly unnamed: string;
    /** Names a photo by the day it was added and its size. */
    readonly photo: (added: string, bytes: number) => string;
  },
): TrashGroup[] {
  const { now, timeZone, f, unnamed } = options;
  const titleOf = (table: TrashKind, row: TrashItem['row']): string => {
    if (table === 'sessions') return sessionTitle(row, f);
    if (table !== 'attachments') return textOf(row['name']);
    const bytes = row['bytes'];
    const added = f.date(localDateOf(row.createdAt, timeZone));
    return typeof bytes === 'number' ? options.photo(added, bytes) : '';
  };
  const entries = items.flatMap(({ table, row, trashedAt }): TrashEntry[] => {
    if (!isKind(table)) return [];
    const daysLeft = Math.max(0, TRASH_DAYS - Math.floor((now - trashedAt) / DAY_MS));
    const title = titleOf(table, row) || unnamed;
    return [{ table, id: row.id, title, deletedDate: localDateOf(trashedAt, timeZone), daysLeft }];
  });
  return TRASH_KINDS.map((kind) => ({
    kind,
    entries: entries.filter((entry) => entry.table === kind),
  })).filter((group) => group.entries.length > 0);
}

/** A charge in words: date, place name and energy, as far as they are known. */
export function sessionTitle(row: Readonly<Record<string, unknown>>, f: Formatters): string {
  const { localDate, placeLabel, energyWh } = row;
  return [
    typeof localDate === 'string' ? f.date(localDate) : '',
    textOf(placeLabel),
    typeof energyWh === 'number' ? f.energy(energyWh) : '',
  ]
    .filter((part) => part !== '')
    .join(' · ');
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');
