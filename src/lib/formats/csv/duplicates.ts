import type { Draft, RowReport } from './report.ts';

interface Entry {
  draft: Draft;
  warnings: readonly RowReport[];
}

function rowOf(draft: Draft): number {
  return typeof draft.row === 'number' ? draft.row : (draft.row[0] ?? 0);
}

/** Everything but the row number and the key, which say nothing about what happened. */
function sameDraft(a: Draft, b: Draft): boolean {
  const plain = ({ sourceCar, sourceUser, content, own }: Draft) =>
    JSON.stringify([sourceCar, sourceUser, content, own]);
  return plain(a) === plain(b);
}

/**
 * Rows of one file that share a key. Equal ones are duplicates. Different ones: with the source's
 * own id the later row replaces the earlier; with a derived key both stay, numbered `#2`, `#3`.
 */
export class KeyedDrafts {
  readonly skipped: RowReport[] = [];
  private readonly entries: (Entry | undefined)[] = [];
  private readonly places = new Map<string, number | number[]>();
  private readonly ownId: boolean;

  constructor(ownId: boolean) {
    this.ownId = ownId;
  }

  add(draft: Draft, warnings: readonly RowReport[]): void {
    const key = draft.own?.id ?? draft.importKey ?? '';
    const place = this.places.get(key);
    if (place === undefined) {
      this.places.set(key, this.entries.push({ draft, warnings }) - 1);
      return;
    }
    const before = typeof place === 'number' ? [place] : place;
    if (before.some((at) => this.isSame(at, draft))) {
      this.skipped.push({ row: rowOf(draft), code: 'row/duplicate_in_file' });
    } else if (this.ownId) {
      this.supersede(key, before[0] ?? 0, { draft, warnings });
    } else {
      const numbered = { ...draft, importKey: `${key}#${String(before.length + 1)}` };
      const at = this.entries.push({ draft: numbered, warnings }) - 1;
      this.places.set(key, [...before, at]);
    }
  }

  private isSame(at: number, draft: Draft): boolean {
    const entry = this.entries[at];
    return entry !== undefined && sameDraft(entry.draft, draft);
  }

  private supersede(key: string, at: number, entry: Entry): void {
    const earlier = this.entries[at];
    if (earlier) this.skipped.push({ row: rowOf(earlier.draft), code: 'row/superseded' });
    this.entries[at] = undefined;
    this.places.set(key, this.entries.push(entry) - 1);
  }

  /** The drafts that remain, in the order of their rows. */
  drafts(): Draft[] {
    return this.entries.flatMap((entry) => entry?.draft ?? []);
  }

  warnings(): RowReport[] {
    return this.entries.flatMap((entry) => entry?.warnings ?? []);
  }
}
