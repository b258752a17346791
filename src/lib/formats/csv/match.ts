import type { Session } from '#lib/domain/session.ts';
import { findDifferences } from './differences.ts';
import { carOfDraft, draftSessionId, sessionOfDraft } from './finish-draft.ts';
import { LookAlikes } from './look-alikes.ts';
import { namesStoredCar, placeNamed, sheetDifferences } from './sheet-differences.ts';
import type { Draft, DraftMatch, ExistingSession, MatchOptions } from './report.ts';

/** A draft with the car and the id it would be stored under. */
interface Placed {
  readonly draft: Draft;
  readonly carId: string;
  readonly id: string;
}

type StoredById = ReadonlyMap<string, ExistingSession>;

function place(draft: Draft, byId: StoredById, options: MatchOptions): Placed | undefined {
  const carId = carOfDraft(draft, options);
  // A row of our own sheet counts under its id where that is known.
  const stored = byId.get(draft.sheet?.id ?? '')?.session;
  if (stored) {
    const isSameCar = carId === undefined || namesStoredCar(draft, stored, options);
    return { draft, carId: isSameCar ? stored.carId : carId, id: stored.id };
  }
  return carId === undefined ? undefined : { draft, carId, id: draftSessionId(draft, carId) };
}

function differencesOf(
  { draft, carId, id }: Placed,
  stored: ExistingSession,
  options: MatchOptions,
) {
  const { sheet } = draft;
  return sheet && stored.session.id === id
    ? sheetDifferences({ ...draft, sheet }, carId, stored.session, options)
    : findDifferences(sessionOfDraft(draft, carId, 0), stored, options.importStamps);
}

/** What a new session would be stored as. */
function newMatch({ draft, carId, id }: Placed, { places }: MatchOptions): DraftMatch {
  const placeId = draft.sheet && placeNamed(draft.content.placeLabel, places);
  return { id, carId, status: 'new', ...(placeId !== undefined && { placeId }) };
}

function matchById(placed: Placed, existing: ExistingSession, options: MatchOptions): DraftMatch {
  const found = { id: placed.id, carId: placed.carId };
  if (existing.deleted && existing.deletedByUndo) return newMatch(placed, options);
  const existingId = existing.session.id;
  if (existing.deleted) return { ...found, status: 'deleted', existingId };
  const differences = differencesOf(placed, existing, options);
  return differences.length === 0
    ? { ...found, status: 'same', existingId }
    : { ...found, status: 'changed', existingId, differences };
}

/** Only completed and active ones can be the same charge from another source. */
function isCharge(status: Session['status'] = 'completed'): boolean {
  return status === 'completed' || status === 'active';
}

class Finder {
  private readonly indexes = new Map<string, LookAlikes>();
  private readonly byCar = new Map<string, Session[]>();

  constructor(existing: readonly ExistingSession[], taken: ReadonlySet<string>) {
    for (const { session, deleted } of existing) {
      if (deleted || !isCharge(session.status) || taken.has(session.id)) continue;
      const group = this.byCar.get(session.carId);
      if (group) group.push(session);
      else this.byCar.set(session.carId, [session]);
    }
  }

  take({ draft, carId }: Placed): Session | undefined {
    if (!isCharge(draft.content.status)) return undefined;
    let index = this.indexes.get(carId);
    if (!index) {
      index = new LookAlikes(this.byCar.get(carId) ?? []);
      this.indexes.set(carId, index);
    }
    return index.take(draft.content);
  }
}

function matchByLooks(
  placed: Placed,
  finder: Finder,
  byId: StoredById,
  options: MatchOptions,
): DraftMatch {
  const found = { id: placed.id, carId: placed.carId };
  const alike = finder.take(placed);
  const stored = alike && byId.get(alike.id);
  if (!stored) return newMatch(placed, options);
  return {
    ...found,
    status: 'probablySame',
    existingId: stored.session.id,
    differences: differencesOf(placed, stored, options),
  };
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
  const placed = drafts.map((draft) => place(draft, byId, options));
  const taken = new Set<string>();
  for (const one of placed) if (one && byId.has(one.id)) taken.add(one.id);
  const finder = new Finder(existing, taken);
  return placed.map((one): DraftMatch => {
    if (!one) return { status: 'new' };
    const known = byId.get(one.id);
    return known ? matchById(one, known, options) : matchByLooks(one, finder, byId, options);
  });
}
