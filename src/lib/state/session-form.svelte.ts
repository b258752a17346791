import { tick, untrack } from 'svelte';
import type { App, SavedSession, SessionCheck } from '#lib/app/app.ts';
import type { Done } from '#lib/app/facts.ts';
import { statusChangeIssue } from '#lib/domain/session-status.ts';
import type { AppError, FieldIssue } from '#lib/domain/result.ts';
import { SESSION_STATUSES, type SessionStatus } from '#lib/domain/session.ts';
import { instantOf, localDateOf, wallTimeOf } from '#lib/domain/time.ts';
import { DevicePosition } from './place-position.svelte.ts';
import { FormPictures } from './receipt-pictures.svelte.ts';
import { formCurrency, readFormLines } from './receipt-reading.ts';
import { DraftKeeper, readDraft } from './session-draft.ts';
import { liveFigures, type LiveFigures } from './session-figures.ts';
import {
  carHistory,
  type CarHistory,
  type FormRequest,
  openForm,
  type OpenedForm,
  usualTexts,
} from './session-open.ts';
import { applyQuickEntry, type QuickReading, readQuickEntry } from './session-quick.ts';
import { type Fill, type Fills, formFieldOf, readForm } from './session-reading.ts';
import {
  type FormTexts,
  OTHER_PLACE,
  type TextField,
  type TextForm,
  withKnownPlace,
} from './session-texts.ts';
import { unsavedForms } from './unsaved.ts';

const CHECK_AFTER_MS = 200;

/** What a form was saved as, and how to take it back. */
export type SavedForm = Done<SavedSession>;

type FormApp = Pick<
  App,
  'commands' | 'drafts' | 'ids' | 'clock' | 'facts' | 'pictures' | 'positioning'
>;

const NO_ERRORS: Readonly<Partial<Record<TextField, string>>> = {};

/** The log form: texts as typed, what they mean so far, and the one submission they become. */
export class SessionForm {
  readonly opened: OpenedForm;
  readonly pictures: FormPictures;
  texts: FormTexts = $state({} as FormTexts);
  quick = $state('');
  readonly device: DevicePosition;
  history: CarHistory = $state.raw({ popularPlaceIds: [], currencies: new Map() });
  #fills: Fills = $state.raw({});
  #errors: Readonly<Partial<Record<TextField, string>>> = $state.raw(NO_ERRORS);
  #failure: AppError | undefined = $state.raw();
  #check: SessionCheck | undefined = $state.raw();
  #restoredAt: number | undefined = $state();
  #saving = $state(false);
  readonly #app: FormApp;
  readonly #keeper: DraftKeeper;
  #commandId: string;
  #asked = 0;
  #checkTimer: ReturnType<typeof setTimeout> | undefined;

  readonly reading = $derived.by(() =>
    readForm(this.#meant(), this.opened.textForm, {
      fills: this.#fills,
      ...(this.opened.stored ? { stored: this.opened.stored } : {}),
    }),
  );
  readonly figures: LiveFigures = $derived.by(() =>
    liveFigures(this.reading, this.texts, {
      car: this.opened.lists.cars.find((car) => car.id === this.texts.carId),
      settings: this.opened.lists.settings,
      openedAt: this.#openedAt(),
    }),
  );
  readonly quickReading: QuickReading = $derived.by(() =>
    readQuickEntry(this.quick, this.opened.lists, this.opened.textForm),
  );

  /** What the typed amounts are in. */
  readonly currency = $derived.by(() => formCurrency(this.texts, this.opened.lists.settings));
  /** The receipt lines, whatever else of the form cannot be read. */
  readonly lines = $derived.by(() => readFormLines(this.texts, this.opened.textForm));

  constructor(app: FormApp, opened: OpenedForm) {
    this.#app = app;
    this.opened = opened;
    this.device = new DevicePosition(app.positioning);
    this.history = opened.history;
    this.#keeper = new DraftKeeper(app.drafts, opened.key, () => app.clock.now());
    this.texts = { ...opened.texts };
    this.#fills = opened.fills;
    const draft = opened.draft && readDraft(opened.draft.value, opened.texts);
    if (draft) {
      this.texts = draft.texts;
      this.#fills = draft.fills;
      this.quick = draft.quick;
      this.#restoredAt = opened.draft.savedAt;
    }
    this.#commandId = draft ? opened.draft.commandId : app.ids.next();
    const { drafts, pictures } = app;
    const now = () => app.clock.now();
    const kept = draft && opened.pictureDraft;
    this.pictures = new FormPictures({ drafts, pictures, now }, opened.key, kept);
  }

  /** When the text that was brought back had been kept. */
  get restoredAt(): number | undefined {
    return this.#restoredAt;
  }
  get saving(): boolean {
    return this.#saving;
  }
  /** Why nothing was saved, when it is not the fault of a field. */
  get failure(): AppError | undefined {
    return this.#failure;
  }
  get check(): SessionCheck | undefined {
    return this.#check;
  }
  get isEdit(): boolean {
    return this.opened.stored !== undefined;
  }
  get hasErrors(): boolean {
    return Object.keys(this.#errors).length > 0;
  }
  /** The statuses a session may have from here. */
  get statuses(): readonly SessionStatus[] {
    const from = this.opened.stored?.session.status;
    if (from === undefined) return ['completed', 'planned'];
    return SESSION_STATUSES.filter(
      (to) => to === from || (to !== 'active' && !statusChangeIssue(from, to)),
    );
  }
  get isDirty(): boolean {
    const { texts } = this.opened;
    const keys = Object.keys(texts) as TextField[];
    return (
      this.quick.trim() !== '' ||
      this.pictures.items.length > 0 ||
      keys.some((key) => this.texts[key] !== texts[key])
    );
  }

  /** The code of what is wrong with a field. */
  error(field: TextField): string | undefined {
    return this.#errors[field];
  }

  /** What looks odd about a field, found by the last check. */
  warnings(field: TextField): readonly FieldIssue[] {
    const own = this.reading.ok ? this.reading.value.warnings : [];
    return [...own, ...(this.#check?.warnings ?? [])].filter((issue) => fieldOf(issue) === field);
  }

  /** Fills a field for the person; it counts as theirs as soon as they change it. */
  fill(field: TextField, text: string, provenance: Fill['provenance'] = 'assumed'): void {
    this.texts[field] = text as never;
    this.#fills = { ...this.#fills, [field]: { text, provenance } };
  }

  /** The charge has just ended: it began its duration ago. */
  startAt(instant: number): void {
    this.texts.date = localDateOf(instant, this.texts.timeZone);
    this.fill('time', wallTimeOf(instant, this.texts.timeZone), 'computed');
  }

  /** Takes over what the quick line says. False if there was nothing new in it. */
  applyQuick(): boolean {
    const { quickReading, texts } = this;
    if (quickReading.understood.length === 0) return false;
    Object.assign(texts, applyQuickEntry(quickReading, this.opened.textForm, texts.timeZone));
    this.quick = quickReading.unknown.join(' ');
    return true;
  }

  async chooseCar(carId: string): Promise<void> {
    const { lists, textForm } = this.opened;
    const before = usualTexts(this.history.last, textForm, lists.places);
    this.texts.carId = carId;
    const history = await carHistory(this.#app.facts.read, carId, lists.places);
    if (this.texts.carId !== carId) return;
    this.history = history;
    if (this.isEdit) return;
    // What the other car's last charge had filled in follows the car; what was typed stays.
    const usual = usualTexts(history.last, textForm, lists.places);
    for (const field of Object.keys(usual) as (keyof typeof usual)[]) {
      if (this.texts[field] === before[field]) this.texts[field] = usual[field] as never;
    }
  }

  choosePlace(placeId: string): void {
    const { lists } = this.opened;
    const network = (id: string) => lists.places.find((p) => p.id === id)?.network ?? '';
    const { texts, history } = this;
    const paidIn = (id: string) => {
      const code = history.currencies.get(id) ?? '';
      return code === lists.settings.currency ? '' : code;
    };
    if (texts.currency === paidIn(texts.placeId)) texts.currency = paidIn(placeId);
    const usual = [network(texts.placeId), history.last?.network ?? '', ''];
    if (usual.includes(texts.network)) texts.network = network(placeId);
    texts.placeId = placeId;
    if (placeId !== OTHER_PLACE) texts.placeLabel = '';
  }

  /** Takes a picture in; it is saved with the session and kept until then. */
  async addPicture(file: Blob): Promise<void> {
    await this.pictures.add(file, this.#commandId);
    // The text beside it says that there is something to bring back.
    await this.#keeper.flush();
  }

  removePicture(at: number): Promise<void> {
    return this.pictures.remove(at, this.#commandId);
  }

  /** Follows the typing; call while the component is being made. */
  follow(): void {
    // Only a charge that is logged now is likely to be where the device is.
    if (!this.isEdit) void this.device.useIfAllowed();
    $effect(() => {
      const value = { texts: $state.snapshot(this.texts), fills: this.#fills, quick: this.quick };
      const hasPictures = this.pictures.items.length > 0;
      untrack(() => {
        this.#askCheck();
        if (hasPictures || this.isDirty) this.#keeper.changed(this.#commandId, value);
      });
    });
    $effect(() => {
      const flush = () => this.#keeper.flush();
      const leave = unsavedForms.register({ isDirty: () => this.isDirty, flush });
      const hidden = () => {
        if (document.visibilityState === 'hidden') void flush();
      };
      document.addEventListener('visibilitychange', hidden);
      return () => {
        document.removeEventListener('visibilitychange', hidden);
        leave();
        clearTimeout(this.#checkTimer);
        void flush();
      };
    });
  }

  /** Throws away what was typed and starts again. */
  async discard(): Promise<void> {
    // First the draft, then what is seen: an empty form says that it is really gone.
    await this.pictures.discard();
    await this.#keeper.discard();
    this.texts = { ...this.opened.texts };
    this.#fills = this.opened.fills;
    this.quick = '';
    this.#errors = NO_ERRORS;
    this.#failure = undefined;
    this.#restoredAt = undefined;
    this.#commandId = this.#app.ids.next();
    // The emptying itself is no change to keep.
    await tick();
    this.#keeper.reopen();
  }

  /** Saves once, however often it is asked. Undefined when nothing was saved by this call. */
  async save(): Promise<SavedForm | undefined> {
    if (this.#saving) return undefined;
    this.#failure = undefined;
    const reading = this.reading;
    if (!reading.ok) {
      this.#refuse(reading.error);
      return undefined;
    }
    this.#saving = true;
    try {
      const { content, typed } = reading.value;
      const id = this.opened.stored?.session.id;
      const pictures = this.pictures.items;
      const result = await this.#app.commands.saveSession({
        commandId: this.#commandId,
        ...(id === undefined ? {} : { id }),
        content,
        typed,
        ...(pictures.length > 0 ? { pictures } : {}),
      });
      if (!result.ok) {
        this.#refuse(result.error);
        return undefined;
      }
      this.#errors = NO_ERRORS;
      // The text goes last: until then the same submission may be sent again, with one effect.
      await this.pictures.discard();
      await this.#keeper.discard();
      return result.value;
    } catch (error) {
      this.#failure = { code: 'app/unexpected' };
      throw error;
    } finally {
      this.#saving = false;
    }
  }

  /** The texts, a place that was typed by its name chosen. What is stored is left as it is. */
  #meant(): FormTexts {
    const { stored, lists } = this.opened;
    const isTyped = stored?.texts.placeLabel !== this.texts.placeLabel;
    return isTyped ? withKnownPlace(this.texts, lists.places) : this.texts;
  }

  #refuse(error: AppError): void {
    const fields = error.fields ?? [];
    const errors: Partial<Record<TextField, string>> = {};
    for (const issue of fields) errors[fieldOf(issue)] ??= issue.code;
    this.#errors = errors;
    if (fields.length === 0) this.#failure = error;
  }

  #askCheck(): void {
    clearTimeout(this.#checkTimer);
    const asked = ++this.#asked;
    const { reading } = this;
    if (!reading.ok) {
      this.#check = undefined;
      return;
    }
    const { content, typed } = reading.value;
    const id = this.opened.stored?.session.id;
    this.#checkTimer = setTimeout(() => {
      const input = { ...(id === undefined ? {} : { id }), content, typed };
      void this.#app.commands.checkSession(input).then(
        (check) => {
          // An answer to what was typed a moment ago says nothing about what stands there now.
          if (asked !== this.#asked) return;
          this.#check = check;
          this.#forgive(check);
        },
        // Only a look ahead: saving meets the same fault and says so.
        () => undefined,
      );
    }, CHECK_AFTER_MS);
  }

  /** Takes back errors that have been put right since. */
  #forgive(check: SessionCheck): void {
    if (!this.hasErrors) return;
    const still = check.issues.map(fieldOf);
    const entries = Object.entries(this.#errors).filter(([field]) =>
      still.includes(field as TextField),
    );
    this.#errors = Object.fromEntries(entries);
  }

  /** The start, as long as it is the moment at which the form was opened. */
  #openedAt(): number | undefined {
    const { date, time, timeZone } = this.texts;
    const filled = this.#fills.time;
    const isNow = filled?.provenance === 'assumed' && filled.text === time;
    if (!isNow || date !== this.opened.textForm.today) return undefined;
    return instantOf(date, time, timeZone).instant;
  }
}

/** The form an address asks for, with what was typed into it before; or why there is none. */
export async function openSessionForm(
  app: FormApp,
  display: Pick<TextForm, 'typed'>,
  request: FormRequest,
): Promise<SessionForm | 'no_car' | 'missing'> {
  const opened = await openForm(app, display, request);
  return typeof opened === 'string' ? opened : new SessionForm(app, opened);
}

/** Issues of a cost as a whole are shown with the total. */
function fieldOf({ field }: FieldIssue): TextField {
  return (field === 'cost' ? 'total' : formFieldOf(field)) as TextField;
}
