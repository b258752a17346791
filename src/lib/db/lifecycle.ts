import type Dexie from 'dexie';
import type { SentinelNote, StorageStatus } from '#lib/app/ports.ts';
import { makeDynamicHandle, makeHandle, type DatabaseEngine } from './handle.ts';
import { peek, type Peek } from './peek.ts';
import type { IdentityRow } from './stored.ts';
import { isConnectionLoss } from './failure.ts';
import { seed, type Seed } from './seed.ts';
import { SCHEMA_STEPS, type SchemaStep } from './versions/schema.ts';

/** No browser needs longer to open a healthy database; after that the rescue screen helps more. */
const OPEN_TIMEOUT_MS = 5_000;
const BLOCKED_NOTICE_MS = 3_000;

export interface OwnerOptions {
  readonly name: string;
  readonly engine: DatabaseEngine;
  /** What a new database starts with. Absent: never create one (workers do not). */
  readonly seed?: () => Seed;
  /** What the browser remembers outside the database. */
  readonly note?: () => SentinelNote | undefined;
  /** Only this generation and those that replaced it are right; workers get it from their page. */
  readonly expectedGeneration?: string;
  readonly steps?: readonly SchemaStep[];
  readonly openTimeoutMs?: number;
}

/** The two connections: facts wait for the disk, scratch does not. */
export interface Connection {
  readonly facts: Dexie;
  readonly scratch: Dexie;
  readonly identity: IdentityRow;
  readonly readOnly: boolean;
}

/**
 * The one owner of open, close and everything that can happen to a connection.
 * Nothing else opens or closes the database.
 */
export class DatabaseOwner {
  readonly #options: OwnerOptions;
  readonly #steps: readonly SchemaStep[];
  readonly #listeners = new Set<(status: StorageStatus) => void>();
  #status: StorageStatus = { kind: 'opening' };
  #connection: Connection | undefined;
  #attempt = 0;
  #isUpgrading = false;

  constructor(options: OwnerOptions) {
    this.#options = options;
    this.#steps = options.steps ?? SCHEMA_STEPS;
  }

  get status(): StorageStatus {
    return this.#status;
  }

  /** The open connection; undefined in every other state. */
  get connection(): Connection | undefined {
    return this.#connection;
  }

  /** Calls back on every change of state. Returns the stop. */
  subscribe(listener: (status: StorageStatus) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Opens the database as far as that is safe; the resulting status says how far. */
  async open(): Promise<StorageStatus> {
    const attempt = ++this.#attempt;
    this.#drop();
    this.#isUpgrading = false;
    this.#become({ kind: 'opening' });
    let timer: ReturnType<typeof setTimeout> | undefined;
    const late = new Promise<void>((resolve) => {
      timer = setTimeout(() => {
        // Waiting for another tab, or changing many rows, is no failure: it goes on by itself.
        if (this.#status.kind !== 'blocked' && !this.#isUpgrading) this.#giveUp(attempt, 'timeout');
        resolve();
      }, this.#options.openTimeoutMs ?? OPEN_TIMEOUT_MS);
    });
    await Promise.race([this.#tryOpen(attempt), late]);
    clearTimeout(timer);
    return this.#status;
  }

  async #tryOpen(attempt: number): Promise<void> {
    try {
      const found = await this.#look();
      if (attempt === this.#attempt) await this.#openFound(found, attempt);
    } catch (error) {
      this.#giveUp(attempt, error instanceof Error ? error.name : 'open');
    }
  }

  /** Chromium aborts what is asked of a database while it is dropping it; the next answer is right. */
  async #look(): Promise<Peek | undefined> {
    const { engine, name } = this.#options;
    try {
      return await peek(engine.indexedDB, name);
    } catch (error) {
      if (!(error instanceof Error) || error.name !== 'AbortError') throw error;
      return peek(engine.indexedDB, name);
    }
  }

  #giveUp(attempt: number, reason: string): void {
    if (attempt !== this.#attempt) return;
    this.#attempt++;
    this.#drop();
    this.#become({ kind: 'unavailable', reason });
  }

  /**
   * Runs work on the connection. When the connection is lost under it, it is opened once more
   * and the work repeated once (command ids make that safe); the second loss is thrown.
   */
  async use<T>(work: (connection: Connection) => PromiseLike<T>): Promise<T> {
    try {
      return await work(this.#connectionOrThrow());
    } catch (error) {
      if (!isConnectionLoss(error) || !(await this.#reopen())) throw error;
      return work(this.#connectionOrThrow());
    }
  }

  /** A look at the database when the tab comes back: it may be another one by now. */
  async recheck(): Promise<void> {
    const identity = this.#connection?.identity;
    if (!identity) return;
    const found = (await this.#look())?.identity;
    if (found?.generation === identity.generation) return;
    // A restore has put other data in its place: whoever watches starts again on that.
    if (found?.formerGenerations.includes(identity.generation)) await this.open();
    else this.#removed();
  }

  close(): void {
    this.#attempt++;
    this.#drop();
  }

  async #openFound(found: Peek | undefined, attempt: number): Promise<void> {
    const { expectedGeneration, seed: makeSeed } = this.#options;
    const identity = found?.identity;
    if (identity && expectedGeneration && !isOrWas(identity, expectedGeneration)) {
      this.#removed();
      return;
    }
    if (!identity) {
      // A database without identity was left half made or emptied; nothing of a person is in it.
      if (!makeSeed || this.#options.note?.()) {
        this.#removed();
        return;
      }
    } else if (isUnknownGeneration(identity, this.#options.note?.())) {
      this.#removed();
      return;
    }
    const own = this.#steps.at(-1)?.version ?? 0;
    this.#isUpgrading = found !== undefined && found.version < own;
    const newer = (found?.version ?? 0) > own;
    if (newer && identity && identity.minWriter > own) {
      await this.#openNewer(identity, own, attempt);
      return;
    }
    await this.#connect(identity, attempt);
  }

  async #openNewer(identity: IdentityRow, own: number, attempt: number): Promise<void> {
    const readable = identity.minReader <= own;
    if (readable) {
      const { name, engine } = this.#options;
      const db = makeDynamicHandle(name, 'relaxed', engine);
      await this.#openHandle(db, attempt);
      this.#connection = { facts: db, scratch: db, identity, readOnly: true };
    }
    this.#become({ kind: 'newer', readable });
  }

  async #connect(identity: IdentityRow | undefined, attempt: number): Promise<void> {
    const { name, engine, seed: makeSeed } = this.#options;
    const facts = makeHandle(name, 'strict', engine, this.#steps);
    if (!identity && makeSeed) facts.on('populate', (tx) => seed(tx, makeSeed()));
    await this.#openHandle(facts, attempt);
    const stored = (await facts.table('meta').get('identity')) as IdentityRow | undefined;
    if (!stored) {
      facts.close();
      throw new DOMException('the database has no identity', 'DataError');
    }
    const scratch = makeHandle(name, 'relaxed', engine, this.#steps);
    await this.#openHandle(scratch, attempt);
    if (attempt !== this.#attempt) {
      facts.close();
      scratch.close();
      return;
    }
    this.#connection = { facts, scratch, identity: stored, readOnly: false };
    this.#become({ kind: 'open' });
  }

  async #openHandle(db: Dexie, attempt: number): Promise<void> {
    const notice = setTimeout(() => {
      if (attempt === this.#attempt && waiting) this.#become({ kind: 'blocked' });
    }, BLOCKED_NOTICE_MS);
    let waiting = false;
    db.on('blocked', () => {
      waiting = true;
    });
    // Dexie's own answer to a newer version is to reopen and patch the schema.
    db.on('versionchange', () => false);
    try {
      await db.open();
    } finally {
      clearTimeout(notice);
    }
    const raw = db.backendDB();
    raw.onversionchange = (event) => {
      this.#attempt++;
      if (event.newVersion === null) {
        this.#removed();
        return;
      }
      this.#become({ kind: 'superseded' });
      // The forms leave the screen and write their drafts; closing waits for what has begun.
      const leaving = this.#connection;
      setTimeout(() => {
        if (this.#connection === leaving) this.#drop();
      });
    };
    raw.onclose = () => {
      this.#drop();
      void this.#reopen();
    };
  }

  /** Opens again only what was open before. False when that is gone or cannot be had. */
  async #reopen(): Promise<boolean> {
    if (this.#status.kind !== 'open') return false;
    const status = await this.open();
    return status.kind === 'open';
  }

  #connectionOrThrow(): Connection {
    if (!this.#connection) throw new DOMException('the database is closed', 'InvalidStateError');
    return this.#connection;
  }

  #removed(): void {
    this.#drop();
    const note = this.#options.note?.();
    this.#become({
      kind: 'removed',
      ...(note && { firstSavedAt: note.firstSavedAt }),
      ...(note?.lastBackup && { lastBackup: note.lastBackup }),
    });
  }

  #drop(): void {
    const connection = this.#connection;
    this.#connection = undefined;
    connection?.facts.close();
    connection?.scratch.close();
  }

  #become(status: StorageStatus): void {
    this.#status = status;
    for (const listener of this.#listeners) listener(status);
  }
}

/** True when the browser remembers a database that this one never was. */
function isUnknownGeneration(identity: IdentityRow, note: SentinelNote | undefined): boolean {
  return note !== undefined && !isOrWas(identity, note.generation);
}

/** True of the generation of a database and of those it replaced. */
function isOrWas(identity: IdentityRow, generation: string): boolean {
  return identity.generation === generation || identity.formerGenerations.includes(generation);
}
