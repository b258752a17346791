import type { Session } from '#lib/domain/session.ts';
import { findDifferences } from './differences.ts';
import { carOfDraft, sessionOfDraft } from './finish-draft.ts';
import { LookAlikes } from './look-alikes.ts';
import type { Draft, DraftMatch, ExistingSession, MatchOptions } from './report.ts';

/** Only these can be the same charge from another source. */
function isComparable({ session, deleted }: ExistingSession, taken: ReadonlySet<string>): boolean {
  return (
    !deleted &&
    session.status !== 'planned' &&
    session.status !== 'cancelled' &&
    !taken.has(session.id)
  );
}

function matchById(
  incoming: Session,
  existing: ExistingSession,
  options: MatchOptions,
): DraftMatch {
  const found = { id: incoming.id, carId: incoming.carId };
  if (existing.deleted && existing.deletedByUndo) return { ...found, status: 'new' };
  if (existing.deleted) return { ...found, status: 'deleted', existingId: existing.session.id };
  const differences = findDifferences(incoming, existing, options.importStamps);
  const status = differences.length === 0 ? 'same' : 'changed';
  return {
    ...found,
    status,
    existingId: existing.session.id,
    ...(differences.length > 0 && { differences }),
  };
}

class Finder {
  private readonly byCar = new Map<string, LookAlikes>();
  private readonly grouped = new Map<string, Session[]>();

  constructor(existing: readonly ExistingSession[], taken: ReadonlySet<string>) {
    for (const row of existing) {
      if (!isComparable(row, taken)) continue;
      const { carId } = row.session;
      const group = this.grouped.get(carId);
      if (group) group.push(row.session);
      else this.grouped.set(carId, [row.session]);
    }
  }

  take(incoming: Session): Session | undefined {
    let index = this.byCar.get(incoming.carId);
    if (!index) {
      index = new LookAlikes(this.grouped.get(incoming.carId) ?? []);
      this.byCar.set(incoming.carId, index);
    }
    return index.take(incoming);
  }
}

function matchByLooks(
  incoming: Session,
  finder: Finder,
  byId: ReadonlyMap<string, ExistingSession>,
  options: MatchOptions,
): DraftMatch {
  const found = { id: incoming.id, carId: incoming.carId };
  const isCounted = incoming.status === 'completed' || incoming.status === 'active';
  const alike = isCounted ? finder.take(incoming) : undefined;
  const stored = alike && byId.get(alike.id);
  if (!stored) return { ...found, status: 'new' };
  const differences = findDifferences(incoming, stored, options.importStamps);
  return { ...found, status: 'probablySame', existingId: stored.session.id, differences };
}

/**
 * Compares drafts with what is stored: by id first, so that the same file twice is all `same`;
 * then by looks against what other sources left, each stored session once. A draft whose car is
 * not known is `new` without an id. Returns one match per draft, in their order.
 */
export function matchDrafts(
  drafts: readonly Draft[],
  existing: readonly ExistingSession[],
  options: MatchOptions,
): DraftMatch[] {
  const byId = new Map(existing.map((row) => [row.session.id, row]));
  const incoming = drafts.map((draft) => {
    const carId = carOfDraft(draft, options);
    return carId === undefined ? undefined : sessionOfDraft(draft, carId, 0);
  });
  const taken = new Set<string>();
  for (const session of incoming) if (session && byId.has(session.id)) taken.add(session.id);
  const finder = new Finder(existing, taken);
  return incoming.map((session): DraftMatch => {
    if (!session) return { status: 'new' };
    const known = byId.get(session.id);
    return known
      ? matchById(session, known, options)
      : matchByLooks(session, finder, byId, options);
  });
}
