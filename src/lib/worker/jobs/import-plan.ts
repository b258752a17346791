import type { UndoRow } from '#lib/app/facts.ts';
import { canonicalJson } from '#lib/domain/canonical-json.ts';
import type { Changes, Content } from '#lib/domain/entity.ts';
import type { Cost, Session } from '#lib/domain/session.ts';
import { sessionOfDraft } from '#lib/formats/csv/finish-draft.ts';
import type { Draft, DraftContent, DraftMatch } from '#lib/formats/csv/report.ts';
import type { ProbablySame } from '#lib/worker/api.ts';

export type SessionWrite =
  | { readonly kind: 'insert'; readonly id: string; readonly content: Content<Session> }
  | {
      readonly kind: 'change';
      readonly id: string;
      /** The row is in the trash and comes back. */
      readonly restore: boolean;
      readonly changes: Changes<Session>;
    };

interface MatchedDraft {
  readonly draft: Draft;
  readonly match: DraftMatch;
}

interface PlanChoices {
  readonly probablySame: ProbablySame;
  readonly includeDeleted: boolean;
  /** The cost of a row that has none; absent when the person did not ask for it. */
  readonly price?: (content: DraftContent) => Cost | undefined;
}

/** What is stored under the ids that matches name. */
interface StoredState {
  readonly byId: ReadonlyMap<string, Session>;
  readonly trashed: ReadonlySet<string>;
  readonly purged: ReadonlySet<string>;
}

/** What an import writes. A draft that changes nothing gives nothing. */
export function planWrites(
  rows: readonly MatchedDraft[],
  stored: StoredState,
  choices: PlanChoices,
): SessionWrite[] {
  const writes: SessionWrite[] = [];
  for (const row of rows) {
    const write = planRow(row, stored, choices);
    if (write) writes.push(write);
  }
  return writes;
}

function planRow(
  { draft, match }: MatchedDraft,
  stored: StoredState,
  choices: PlanChoices,
): SessionWrite | undefined {
  const { id, existingId } = match;
  switch (match.status) {
    case 'same':
      return undefined;
    case 'new':
      return id === undefined ? undefined : addOrRestore(id, draft, match, stored, choices);
    case 'deleted':
      return id === undefined || !choices.includeDeleted || stored.purged.has(id)
        ? undefined
        : addOrRestore(id, draft, match, stored, choices);
    case 'changed':
      return existingId === undefined
        ? undefined
        : changeOf(existingId, match, ({ keep }) => !keep);
    case 'probablySame':
      return planProbablySame(draft, match, stored, choices);
  }
}

function planProbablySame(
  draft: Draft,
  match: DraftMatch,
  stored: StoredState,
  choices: PlanChoices,
): SessionWrite | undefined {
  const { id, existingId } = match;
  if (choices.probablySame === 'both') {
    return id === undefined || id === existingId
      ? undefined
      : addOrRestore(id, draft, match, stored, choices);
  }
  if (existingId === undefined || choices.probablySame === 'keep') return undefined;
  const takesAll = choices.probablySame === 'take';
  return changeOf(existingId, match, ({ from }) => takesAll || from === undefined);
}

type Difference = NonNullable<DraftMatch['differences']>[number];

function changeOf(
  id: string,
  match: DraftMatch,
  wanted: (difference: Difference) => boolean,
): SessionWrite | undefined {
  const differences = (match.differences ?? []).filter(wanted);
  if (differences.length === 0) return undefined;
  const changes = Object.fromEntries(differences.map(({ field, to }) => [field, to]));
  return { kind: 'change', id, restore: false, changes };
}

function addOrRestore(
  id: string,
  draft: Draft,
  match: DraftMatch,
  stored: StoredState,
  choices: PlanChoices,
): SessionWrite | undefined {
  const content = contentOf(draft, match, choices);
  if (!content || stored.purged.has(id)) return undefined;
  if (stored.trashed.has(id)) return { kind: 'change', id, restore: true, changes: content };
  // Two drafts of one id: the matcher lists the later as same; here a live row is never doubled.
  return stored.byId.has(id) ? undefined : { kind: 'insert', id, content };
}

/** The session a draft makes; absent while its car is not known. */
function contentOf(
  draft: Draft,
  { carId, placeId }: DraftMatch,
  { price }: PlanChoices,
): Content<Session> | undefined {
  if (carId === undefined) return undefined;
  const session: { -readonly [K in keyof Session]?: Session[K] } = sessionOfDraft(draft, carId, 0);
  delete session.id;
  if (!draft.own) {
    // Only our own file knows when a session was first logged.
    delete session.createdAt;
    delete session.updatedAt;
  }
  if (placeId !== undefined) {
    session.placeId = placeId;
    delete session.placeLabel;
  }
  const cost = session.cost ?? price?.(draft.content);
  return { ...(session as Content<Session>), ...(cost && { cost }) };
}

function isSame(was: unknown, value: unknown): boolean {
  if (was === undefined || value === undefined) return was === value;
  return canonicalJson(was) === canonicalJson(value);
}

/** What takes a planned change back, should nobody hear that it was committed. */
export function plannedUndo(
  write: Extract<SessionWrite, { kind: 'change' }>,
  current: Session | undefined,
): UndoRow {
  const before: Record<string, unknown> = write.restore ? { _d: true } : {};
  const cleared: string[] = [];
  const former: Readonly<Record<string, unknown>> = { ...current };
  let isChanged = false;
  for (const [field, value] of Object.entries(write.changes)) {
    const was = former[field];
    if (isSame(was, value)) continue;
    isChanged = true;
    if (was === undefined) cleared.push(field);
    else before[field] = was;
  }
  if (isChanged && current) before['updatedAt'] = current.updatedAt;
  return { table: 'sessions', id: write.id, before, cleared };
}
