import type { App, Commands, Curves } from '#lib/app/app.ts';
import type { Done } from '#lib/app/facts.ts';
import type { CurveReading, CurveRefusal, CurveTextOptions } from '#lib/domain/curve-reading.ts';
import { fail, ok, type Result } from '#lib/domain/result.ts';
import type { CurvePoint, Session } from '#lib/domain/session.ts';
import { BLANK_ROW, type CurveRow, readRows, type RowDisplay, rowOf } from './curve-rows.ts';
import { FormErrors, submitForm } from './form-errors.svelte.ts';
import type { FormTexts, KeptForm } from './kept-form.svelte.ts';

export const CURVE_PARTS = ['hand', 'paste'] as const;
/** Where a curve comes from: points typed one by one, or a text. */
export type CurvePart = (typeof CURVE_PARTS)[number];

/** More points than this are not typed, so they are not opened for typing. */
const MOST_ROWS = 100;
const FIRST_ROWS = 3;
const CELL_END = '\t';
const ROW_END = '\n';

const asText = ({ minutes, soc, power }: CurveRow): string => [minutes, soc, power].join(CELL_END);

function asRow(text: string): CurveRow {
  const [minutes = '', soc = '', power = ''] = text.split(CELL_END);
  return { minutes, soc, power };
}

/** A row of the form: its key stays when others come and go. */
export type KeyedRow = { -readonly [K in keyof CurveRow]: CurveRow[K] } & { readonly key: number };

/** The curve of one session while it is entered: both parts as typed until one is saved. */
export class CurveForm implements KeptForm {
  commandId: string;
  readonly session: Session;
  readonly placeName: string | undefined;
  readonly errors = new FormErrors();
  /** Whether the stored curve is too long to be opened as rows. */
  readonly isLong: boolean;
  rows: KeyedRow[] = $state([]);
  pasted = $state('');
  leavesOutBad = $state(false);
  #reading: Result<CurveReading, CurveRefusal> | undefined = $state.raw();
  #nextKey = 0;
  #asked = 0;
  readonly #locale: string;
  readonly #stored: ReadonlyMap<string, CurvePoint>;
  readonly typed = $derived.by(() =>
    readRows(this.rows, this.#locale, (row) => this.#stored.get(asText(row))),
  );

  /** The pasted text, and how it is to be read. */
  readonly question = $derived.by(() => {
    const { startedAt, timeZone } = this.session;
    const options: CurveTextOptions = {
      locale: this.#locale,
      timeZone,
      leavesOutBad: this.leavesOutBad,
      ...(startedAt === undefined ? {} : { startedAt }),
    };
    return { text: this.pasted, options };
  });

  constructor(options: {
    commandId: string;
    session: Session;
    placeName: string | undefined;
    display: RowDisplay;
  }) {
    this.commandId = options.commandId;
    this.session = options.session;
    this.placeName = options.placeName;
    this.#locale = options.display.locale;
    const curve = options.session.curve ?? [];
    this.isLong = curve.length > MOST_ROWS;
    const rows = this.isLong ? [] : curve.map((point) => rowOf(point, options.display));
    this.#stored = new Map(rows.map((row, at) => [asText(row), curve[at] ?? [0, 0, 0]]));
    this.#open(rows);
  }

  get texts(): FormTexts {
    return {
      rows: this.rows.map(asText).join(ROW_END),
      pasted: this.pasted,
      leavesOutBad: this.leavesOutBad ? 'yes' : '',
    };
  }

  fill(texts: FormTexts): void {
    this.#open((texts['rows'] ?? '').split(ROW_END).map(asRow));
    this.pasted = texts['pasted'] ?? '';
    this.leavesOutBad = texts['leavesOutBad'] === 'yes';
  }

  /** What the pasted text says; undefined while it is blank or not read yet. */
  get reading(): Result<CurveReading, CurveRefusal> | undefined {
    return this.#reading;
  }

  /** The points that can be shown so far. */
  points(part: CurvePart): readonly CurvePoint[] {
    if (part === 'hand') return this.typed.points;
    return this.#reading?.ok ? this.#reading.value.points : [];
  }

  addRow(): void {
    this.rows.push({ ...BLANK_ROW, key: this.#nextKey++ });
  }

  deleteRow(key: number): void {
    this.rows = this.rows.filter((row) => row.key !== key);
    if (this.rows.length === 0) this.addRow();
  }

  /** Reads the pasted text. An answer to an older question is dropped. */
  async read(curves: Pick<Curves, 'read'>, question = this.question): Promise<void> {
    const asked = ++this.#asked;
    const { text, options } = question;
    const reading = text.trim() === '' ? undefined : await curves.read(text, options);
    if (asked === this.#asked) this.#reading = reading;
  }

  /** Saves what one part holds; nothing when some of it cannot be read. */
  async save(
    part: CurvePart,
    app: { readonly commands: Pick<Commands, 'saveCurve'>; readonly curves: Pick<Curves, 'read'> },
  ): Promise<Done<Session> | undefined> {
    if (part === 'paste') await this.read(app.curves);
    return submitForm(this.errors, this.#content(part), (points) =>
      app.commands.saveCurve(this.session.id, points),
    );
  }

  #content(part: CurvePart): Result<readonly CurvePoint[]> {
    const refuse = (field: string, code: string) =>
      fail('form/invalid', { fields: [{ field, code }] });
    if (part === 'paste') {
      const reading = this.#reading;
      if (!reading) return refuse('pasted', 'curve/empty');
      return reading.ok ? ok(reading.value.points) : refuse('pasted', reading.error.code);
    }
    const { points, issues } = this.typed;
    if (issues.length > 0) return fail('form/invalid', { fields: issues });
    return points.length > 0 ? ok(points) : refuse('0.minutes', 'curve/no_rows');
  }

  #open(rows: readonly CurveRow[]): void {
    this.rows = rows.map((row) => ({ ...row, key: this.#nextKey++ }));
    while (this.rows.length < FIRST_ROWS) this.addRow();
  }
}

/** The form of a session's curve, or `missing` when there is no such session. */
export async function openCurveForm(
  app: Pick<App, 'facts' | 'ids'>,
  display: RowDisplay,
  id: string,
): Promise<CurveForm | 'missing'> {
  const { read } = app.facts;
  const session = await read.get('sessions', id);
  if (!session) return 'missing';
  const place =
    session.placeId === undefined ? undefined : await read.get('places', session.placeId);
  const placeName = place?.name ?? session.placeLabel;
  return new CurveForm({ commandId: app.ids.next(), session, placeName, display });
}
