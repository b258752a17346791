import type { Draft, RowReport } from './report.ts';

const NONE: readonly RowReport[] = [];

function rowOf(draft: Draft): number {
  return typeof draft.row === 'number' ? draft.row : (draft.row[0] ?? 0);
}

/** Everything but the row number and the key, which say nothing about what happened. */
function plainText({ sourceCar, sourceUser, content, own }: Draft): string {
  return JSON.stringify([sourceCar, sourceUser, content, own]);
}

/** Drafts of one key. Most keys have one draft, and then only its place is kept. */
interface Group {
  readonly seen: Set<string>;
  last: number;
}

/**
 * Rows of one file that share a key. Equal ones are duplicates. Different ones: with the source's
 * own id the later row replaces the earlier; with a derived key both stay, numbered `#2`, `#3`.
 */
export class KeyedDrafts {
  readonly skipped: RowReport[] = [];
  private readonly entries: (Draft | undefined)[] = [];
  private readonly reports = new Map<Draft, readonly RowReport[]>();
  private readonly places = new Map<string, number | Group>();
  private readonly ownId: boolean;

  constructor(ownId: boolean) {
    this.ownId = ownId;
  }

  add(draft: Draft, warnings: readonly RowReport[] | undefined): void {
    const key = draft.own?.id ?? draft.importKey ?? '';
    const place = this.places.get(key);
    if (place === undefined) {
      this.places.set(key, this.push(draft, warnings));
      return;
    }
    const group = typeof place === 'number' ? this.groupAt(place) : place;
    this.places.set(key, group);
    const plain = plainText(draft);
    if (this.isRepeated(group, plain)) {
      this.skipped.push({ row: rowOf(draft), code: 'row/duplicate_in_file' });
      return;
    }
    group.seen.add(plain);
    if (this.ownId) this.supersede(group.last);
    const number = String(group.seen.size);
    const kept = this.ownId ? draft : { ...draft, importKey: `${key}#${number}` };
    group.last = this.push(kept, warnings);
  }

  private groupAt(at: number): Group {
    const first = this.entries[at];
    return { seen: new Set(first ? [plainText(first)] : []), last: at };
  }

  /** With an own id only the row that holds now counts: A, B, A ends as A. */
  private isRepeated(group: Group, plain: string): boolean {
    if (!this.ownId) return group.seen.has(plain);
    const holder = this.entries[group.last];
    return holder !== undefined && plainText(holder) === plain;
  }

  private push(draft: Draft, warnings: readonly RowReport[] | undefined): number {
    if (warnings) this.reports.set(draft, warnings);
    return this.entries.push(draft) - 1;
  }

  private supersede(at: number): void {
    const earlier = this.entries[at];
    if (earlier) this.skipped.push({ row: rowOf(earlier), code: 'row/superseded' });
    this.entries[at] = undefined;
  }

  /** The drafts that remain, in the order of their rows. */
  drafts(): Draft[] {
    return this.entries.filter((draft) => draft !== undefined);
  }

  warnings(): RowReport[] {
    return this.drafts().flatMap((draft) => this.reports.get(draft) ?? NONE);
  }
}
