import type { App } from '#lib/app/app.ts';
import type { SavedMapping, Undone } from '#lib/app/facts.ts';
import type { Car } from '#lib/domain/car.ts';
import type { AppError, Result } from '#lib/domain/result.ts';
import type { Settings } from '#lib/domain/settings.ts';
import {
  type ColumnMapping,
  type ImportAnswers,
  type ImportOptions,
  type ImportReport,
  MAPPED_PROFILE,
} from './import-types.ts';
import type { ImportPreview, ProbablySame, Progress } from '#lib/worker/api.ts';
import { asImportCar, carKeyFor, type CarKey } from './import-cars.ts';

/** The lists of a preview that are read page by page. */
export type PreviewList = 'sessions' | 'rejected' | 'skipped' | 'warnings';

/** Which option a question is about. */
const OPTION_OF: Readonly<Record<string, keyof ImportAnswers>> = {
  'import/encoding_unsure': 'encoding',
  'import/decimal_unknown': 'decimal',
  'import/date_order_unknown': 'dateOrder',
  'import/choose_unit': 'distanceUnit',
  'import/choose_zone': 'timeZone',
  'import/choose_currency': 'currency',
};

export interface ImportFacts {
  readonly cars: readonly Car[];
  readonly settings: Settings;
}

type Doors = Pick<App, 'engine' | 'clock' | 'ids' | 'commands'>;
type Work = 'reading' | 'importing' | 'undoing';

/** Words in the person's language. */
interface ImportWords {
  /** What a car is called that the file does not name. */
  readonly newCarName: () => string;
  /** The headers of our own sheet. */
  readonly sheetWords: () => NonNullable<ImportOptions['sheetWords']>;
}

/** One file on its way in: read, asked about, previewed, imported, perhaps taken back. */
export class ImportFlow {
  readonly #app: Doors;
  readonly #facts: () => ImportFacts | undefined;
  readonly #words: ImportWords;

  #file = $state.raw<File>();
  #answers = $state.raw<ImportAnswers>({});
  #car = $state<CarKey>('');
  #carBySource = $state.raw<Readonly<Record<string, CarKey>>>({});
  #wantsMapping = $state(false);
  #preview = $state.raw<ImportPreview>();
  #report = $state.raw<ImportReport>();
  #undone = $state.raw<Undone>();
  #failure = $state.raw<AppError>();
  #work = $state<Work>();
  #progress = $state.raw<Progress>();
  /** Number of the newest reading: an older one that still answers is dropped. */
  #readings = 0;
  #commandId: string;

  probablySame = $state<ProbablySame>('fill');
  includeDeleted = $state(false);
  priceFromTariffs = $state(false);

  constructor(app: Doors, facts: () => ImportFacts | undefined, words: ImportWords) {
    this.#app = app;
    this.#facts = facts;
    this.#words = words;
    this.#commandId = app.ids.next();
  }

  get fileName(): string | undefined {
    return this.#file?.name;
  }
  get preview(): ImportPreview | undefined {
    return this.#preview;
  }
  /** What was imported; absent until it is committed. */
  get report(): ImportReport | undefined {
    return this.#report;
  }
  get undone(): Undone | undefined {
    return this.#undone;
  }
  get failure(): AppError | undefined {
    return this.#failure;
  }
  get work(): Work | undefined {
    return this.#work;
  }
  get progress(): Progress | undefined {
    return this.#progress;
  }
  get car(): CarKey {
    return this.#car;
  }
  /** Names for a car that does not exist yet. */
  get newCarName(): string {
    return this.#preview?.sourceCars[0] ?? this.#words.newCarName();
  }
  /** The format as chosen or recognised. */
  get profile(): string {
    return this.isMapped ? MAPPED_PROFILE : (this.#preview?.report.profile ?? '');
  }
  /** The person says what the columns are: because they want to, or because nobody knows. */
  get isMapped(): boolean {
    const profile = this.#preview?.report.profile;
    return this.#wantsMapping || profile === '' || profile === MAPPED_PROFILE;
  }
  /** The columns have not been said yet: there is nothing to preview. */
  get isUnread(): boolean {
    return this.isMapped && this.#preview?.report.profile !== MAPPED_PROFILE;
  }

  carOf(source: string): CarKey {
    return this.#carBySource[source] ?? '';
  }

  /** How many sessions an import would write now. */
  get willWrite(): number {
    const counts = this.#preview?.report.counts;
    if (!counts) return 0;
    const probably = this.probablySame === 'keep' ? 0 : counts.probablySame;
    return counts.new + counts.changed + probably + (this.includeDeleted ? counts.deleted : 0);
  }

  /** Why nothing can be imported yet. */
  get obstacle(): 'columns' | 'question' | 'car' | 'nothing' | undefined {
    const preview = this.#preview;
    if (!preview) return 'nothing';
    if (this.isUnread) return 'columns';
    if (preview.report.questions.length > 0) return 'question';
    const sources = preview.sourceCars;
    const isOpen = sources.length > 1 ? sources.some((one) => !this.carOf(one)) : !this.#car;
    if (isOpen) return 'car';
    return this.willWrite === 0 ? 'nothing' : undefined;
  }

  async choose(file: File): Promise<void> {
    this.reset();
    this.#file = file;
    this.#car = carKeyFor(this.#facts()?.cars ?? [], undefined, this.#words.newCarName());
    await this.#read();
  }

  /** Back to the start: for another file. */
  reset(): void {
    this.#readings += 1;
    this.#file = undefined;
    this.#answers = {};
    this.#carBySource = {};
    this.#car = '';
    this.#wantsMapping = false;
    this.#preview = undefined;
    this.#report = undefined;
    this.#undone = undefined;
    this.#failure = undefined;
    this.probablySame = 'fill';
    this.includeDeleted = false;
    this.priceFromTariffs = false;
  }

  /** Takes an answer and reads the file again with it. */
  async answer(answers: ImportAnswers): Promise<void> {
    this.#wantsMapping = answers.profile === MAPPED_PROFILE && answers.mapping === undefined;
    if (this.#wantsMapping) return;
    // Another format has other columns: what was said about them does not hold for it.
    const kept: ImportAnswers =
      answers.profile === undefined || answers.profile === this.#answers.profile
        ? this.#answers
        : pick(this.#answers, ['timeZone', 'currency', 'encoding']);
    this.#answers = { ...kept, ...answers };
    await this.#read();
  }

  /** Answers a question of the file with one of its choices. */
  async answerQuestion(code: string, choice: string): Promise<void> {
    const option = OPTION_OF[code];
    if (option !== undefined) await this.answer({ [option]: choice });
  }

  async chooseCar(key: CarKey): Promise<void> {
    this.#car = key;
    const [source] = this.#preview?.sourceCars ?? [];
    if (source !== undefined && this.#preview?.sourceCars.length === 1) {
      this.#carBySource = { [source]: key };
    }
    await this.#read();
  }

  async chooseCarOf(source: string, key: CarKey): Promise<void> {
    this.#carBySource = { ...this.#carBySource, [source]: key };
    await this.#read();
  }

  /** Rows of one of the preview's lists. */
  async rows(list: PreviewList, offset: number, limit: number): Promise<readonly unknown[]> {
    const preview = this.#preview;
    if (!preview) return [];
    const result = await this.#app.engine.previewRows(preview.previewId, list, offset, limit);
    return result.ok ? result.value : [];
  }

  async commit(): Promise<void> {
    const preview = this.#preview;
    if (!preview || this.#work !== undefined || this.obstacle !== undefined) return;
    const result = await this.#run('importing', () =>
      this.#app.engine.commitImport(
        {
          previewId: preview.previewId,
          commandId: this.#commandId,
          probablySame: this.probablySame,
          includeDeleted: this.includeDeleted,
          priceFromTariffs: this.priceFromTariffs,
        },
        this.#show,
      ),
    );
    if (!result?.ok) return;
    this.#report = result.value;
    this.#commandId = this.#app.ids.next();
  }

  async undo(importId: string): Promise<Result<Undone> | undefined> {
    const result = await this.#run('undoing', () =>
      this.#app.engine.undoImport(importId, this.#app.ids.next()),
    );
    if (result?.ok && this.#report?.importId === importId) this.#undone = result.value;
    return result;
  }

  /** Stops what runs; what it wrote is taken back. */
  async cancel(): Promise<void> {
    const wasReading = this.#work === 'reading';
    this.#readings += 1;
    await this.#app.engine.cancel();
    this.#work = undefined;
    this.#progress = undefined;
    if (wasReading && !this.#preview) this.reset();
  }

  /** Keeps a mapping for the next file like this. */
  async saveMapping(
    mapping: ColumnMapping,
    known: readonly SavedMapping[],
  ): Promise<Result<unknown>> {
    const id = known.find(({ name }) => name === mapping.name)?.id;
    return this.#app.commands.saveMapping({
      commandId: this.#app.ids.next(),
      ...(id === undefined ? {} : { id }),
      name: mapping.name,
      value: mapping,
    });
  }

  readonly #show = (progress: Progress): void => {
    this.#progress = progress;
  };

  /** Runs a job and shows its progress; `undefined` when a newer one took its place. */
  async #run<T>(work: Work, job: () => Promise<Result<T>>): Promise<Result<T> | undefined> {
    const reading = ++this.#readings;
    this.#work = work;
    this.#progress = undefined;
    this.#failure = undefined;
    const result = await job();
    if (reading !== this.#readings) return undefined;
    this.#work = undefined;
    this.#progress = undefined;
    if (!result.ok) this.#failure = result.error;
    return result;
  }

  async #read(): Promise<void> {
    const file = this.#file;
    const facts = this.#facts();
    if (!file || !facts) return;
    if (this.#work === 'reading') {
      this.#readings += 1;
      await this.#app.engine.cancel();
    }
    const car = asImportCar(this.#car);
    const carBySource = Object.fromEntries(
      Object.entries(this.#carBySource).flatMap(([source, key]) => {
        const chosen = asImportCar(key);
        return chosen ? [[source, chosen] as const] : [];
      }),
    );
    const result = await this.#run('reading', () =>
      this.#app.engine.previewImport(
        {
          file,
          fileName: file.name,
          options: {
            timeZone: this.#app.clock.timeZone(),
            currency: facts.settings.currency,
            locale: facts.settings.locale,
            sheetWords: this.#words.sheetWords(),
            ...this.#answers,
          },
          ...(car ? { car } : {}),
          carBySource,
        },
        this.#show,
      ),
    );
    if (!result) return;
    if (result.ok) {
      this.#preview = result.value;
      if (this.#assignCars(facts.cars, result.value.sourceCars)) await this.#read();
    }
  }

  /** Proposes a car for each one the file names. Says whether that changes the reading. */
  #assignCars(cars: readonly Car[], sources: readonly string[]): boolean {
    const open = sources.filter((source) => this.#carBySource[source] === undefined);
    if (open.length === 0) return false;
    const isOnly = sources.length === 1;
    const proposed = open.map((source) => {
      return [source, carKeyFor(cars, source, source, isOnly)] as const;
    });
    this.#carBySource = { ...this.#carBySource, ...Object.fromEntries(proposed) };
    const [first] = proposed;
    if (isOnly && first) this.#car = first[1];
    return true;
  }
}

function pick<T extends object, K extends keyof T>(from: T, keys: readonly K[]): Pick<T, K> {
  const entries = keys.filter((key) => from[key] !== undefined).map((key) => [key, from[key]]);
  return Object.fromEntries(entries) as Pick<T, K>;
}
