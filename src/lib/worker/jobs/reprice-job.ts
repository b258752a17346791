import type { EngineSource } from '#lib/app/engine-source.ts';
import type { FactReader, FactWriter, Undone, UndoRow } from '#lib/app/facts.ts';
import { canonicalJson } from '#lib/domain/canonical-json.ts';
import { type RepricingRow, repricingRow, RepricingTally } from '#lib/domain/repricing-preview.ts';
import {
  canBeRepriced,
  costAfter,
  isRepriced,
  type RepricingContext,
  repricingContext,
  repriceSession,
} from '#lib/domain/repricing.ts';
import { fail, ok, type Result } from '#lib/domain/result.ts';
import type { Session } from '#lib/domain/session.ts';
import { readSettings } from '#lib/domain/setting-rules.ts';
import { yieldToOthers } from '#lib/formats/csv/yield.ts';
import type {
  Progress,
  Repriced,
  RepriceList,
  RepricePreview,
  RepriceRequest,
} from '#lib/worker/api.ts';
import { commitInChunks, type StepPlan } from './chunked-commit.ts';
import type { ScopeSearch } from './reprice-scope.ts';
import { committedSteps, undoNewestFirst } from './take-back.ts';
import { UndoJournal } from './undo-journal.ts';

interface RepriceJobParts {
  readonly source: EngineSource;
  /** A new random id. */
  readonly newId: () => string;
}

type OnProgress = (progress: Progress) => void;
interface Prepared extends Readonly<Record<RepriceList, readonly RepricingRow[]>> {
  readonly previewId: string;
}

/** Sessions priced between two looks at what else there is to do. */
const PAGE = 1_000;
const OUTDATED = fail('reprice/outdated');

/** One re-pricing at a time: works out what it would do, keeps that, and writes it when asked. */
export class RepriceJob {
  readonly #parts: RepriceJobParts;
  #prepared: Prepared | undefined;
  #cancelled = false;

  constructor(parts: RepriceJobParts) {
    this.#parts = parts;
  }

  /** Asks a running commit to stop at the next chunk and to take back what it wrote. */
  cancel(): void {
    this.#cancelled = true;
  }

  /** Prices the sessions of a list that are meant, in the order of the list. Writes nothing. */
  async preview(
    listed: readonly string[],
    { ids: wanted, isMeant }: ScopeSearch,
    onProgress: OnProgress,
  ): Promise<Result<RepricePreview>> {
    this.#prepared = undefined;
    const { source, newId } = this.#parts;
    const ids = wanted ? listed.filter((id) => wanted.has(id)) : listed;
    const context = await contextOf(source.facts.read);
    const tally = new RepricingTally();
    for (let offset = 0; offset < ids.length; offset += PAGE) {
      onProgress({ phase: 'price', done: offset, total: ids.length });
      const rows = await source.facts.read.getMany('sessions', ids.slice(offset, offset + PAGE));
      for (const session of rows) {
        // A session deleted a moment ago is not in the list any more.
        if (!session || !canBeRepriced(session) || !isMeant(session)) continue;
        tally.add(session, repriceSession(session, context));
      }
      await yieldToOthers();
    }
    const { changing, unpriced } = tally;
    const previewId = newId();
    this.#prepared = { previewId, changing, unpriced };
    return ok({ previewId, ...tally.counts() });
  }

  /** A part of a list of the preview. Fails with `reprice/preview_gone`. */
  rows(
    previewId: string,
    list: RepriceList,
    offset: number,
    limit: number,
  ): Result<readonly RepricingRow[]> {
    if (this.#prepared?.previewId !== previewId) return fail('reprice/preview_gone');
    return ok(this.#prepared[list].slice(offset, offset + limit));
  }

  /**
   * Writes what was previewed. The same command again answers as it did the first time. Fails with
   * `reprice/preview_gone`, `reprice/outdated` when something else would come out by now,
   * `reprice/cancelled`, or as the storage does; then nothing of it remains.
   */
  async commit(request: RepriceRequest, onProgress: OnProgress): Promise<Result<Repriced>> {
    this.#cancelled = false;
    const { source } = this.#parts;
    const { previewId, commandId } = request;
    const journal = new UndoJournal(source, 'reprice');
    const earlier = await journal.read(commandId);
    if (earlier?.header.state === 'done') return ok(earlier.header.answer as Repriced);
    if (earlier) return fail('reprice/cancelled');
    if (this.#prepared?.previewId !== previewId) return fail('reprice/preview_gone');
    const items = chosenRows(this.#prepared.changing, request);
    const answer: Repriced = { jobId: commandId, changed: items.length };
    if (items.length === 0) return ok(answer);
    // One way back is kept: that of the last re-pricing.
    await journal.forgetEnded();
    const committed = await commitInChunks(
      source,
      {
        id: commandId,
        kind: 'reprice',
        items,
        cancelled: fail('reprice/cancelled'),
        plan: (chunk) => planOf(source.facts.read, chunk),
        write: writeChunk,
      },
      { isCancelled: () => this.#cancelled, onProgress },
    );
    if (!committed.ok) return committed;
    await journal.putHeader(commandId, { state: 'done', answer });
    this.#prepared = undefined;
    return ok(answer);
  }

  /**
   * Gives all sessions of a re-pricing the costs they had, in one command; those whose cost was
   * changed since stay and are listed. A second time changes nothing. Fails with `db/no_undo` when
   * another re-pricing took its place.
   */
  async undo(jobId: string, commandId: string): Promise<Result<Undone>> {
    const { source } = this.#parts;
    const journal = new UndoJournal(source, 'reprice');
    const record = await journal.read(jobId);
    if (record?.kind !== 'reprice' || record.header.state === 'running') return fail('db/no_undo');
    if (record.header.state === 'undone') return ok({ undone: 0, kept: [] });
    const steps = await committedSteps(source, record.steps);
    const undone = await undoNewestFirst(source, { id: commandId, kind: 'reprice' }, steps);
    if (!undone.ok) return undone;
    await journal.close(jobId, { state: 'undone' });
    return ok(undone.value.value);
  }
}

async function contextOf(read: FactReader): Promise<RepricingContext> {
  const places = await read.all('places');
  const tariffs = await read.all('tariffs');
  const { settings } = readSettings(await read.all('settings'));
  return repricingContext({ places, tariffs, settings });
}

function chosenRows(
  rows: readonly RepricingRow[],
  { leaveOut, keepLosing }: RepriceRequest,
): readonly RepricingRow[] {
  const left = new Set(leaveOut);
  return rows.filter(({ id, after }) => !left.has(id) && !(keepLosing && !after));
}

const idsOf = (rows: readonly RepricingRow[]): string[] => rows.map(({ id }) => id);

async function planOf(read: FactReader, chunk: readonly RepricingRow[]): Promise<StepPlan> {
  const sessions = await read.getMany('sessions', idsOf(chunk));
  return { created: [], changed: sessions.flatMap((session) => (session ? undoOf(session) : [])) };
}

function undoOf({ id, cost, updatedAt }: Session): UndoRow {
  const before = { updatedAt, ...(cost && { cost }) };
  return { table: 'sessions', id, before, cleared: cost ? [] : ['cost'] };
}

/** Prices again inside the transaction: only what was shown is written. */
async function writeChunk(
  write: FactWriter,
  chunk: readonly RepricingRow[],
): Promise<Result<void>> {
  const context = await contextOf(write);
  const sessions = await write.getMany('sessions', idsOf(chunk));
  for (const [i, row] of chunk.entries()) {
    const session = sessions[i];
    if (!session || !canBeRepriced(session)) return OUTDATED;
    const repricing = repriceSession(session, context);
    const isAsShown = canonicalJson(repricingRow(session, repricing)) === canonicalJson(row);
    if (!isAsShown || !isRepriced(repricing)) return OUTDATED;
    await write.change('sessions', row.id, { cost: costAfter(repricing) });
  }
  return ok();
}
