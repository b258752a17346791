import type { Result } from '#lib/domain/result.ts';
import { fail, ok } from '#lib/domain/result.ts';
import type { DateForm } from './dates.ts';
import { defaultUnit, fieldKind } from './field-kinds.ts';
import { headerName, type HeaderName } from './headers.ts';
import { decideForms } from './infer-dates.ts';
import { decideMarks } from './infer-numbers.ts';
import type { MappedField } from './mapping-types.ts';
import { readCurrency, readMoney } from './money.ts';
import { readNumber } from './numbers.ts';
import type { Plan, PlannedColumn, PlannedColumns } from './plan.ts';
import type { FileContents, FileSettings, Profile, ProfileColumn } from './profile.ts';
import { isUnitOf } from './quantities.ts';
import type { DecimalMark, FileReport, ImportOptions, Question } from './report.ts';
import { isMissing } from './row-context.ts';
import { Calendar } from './zones.ts';

/** Fewer rows than this do not show that a cost column is never filled in. */
const CONSTANT_ZERO_ROWS = 20;

interface Found {
  readonly column: ProfileColumn;
  readonly index: number;
  readonly header: HeaderName;
}

/** Header positions by exact text and by comparable name; the first of equal names counts. */
class HeaderIndex {
  readonly headers: readonly HeaderName[];
  readonly duplicates: string[] = [];
  private readonly byText = new Map<string, number>();
  private readonly byName = new Map<string, number>();

  constructor(headers: readonly HeaderName[]) {
    this.headers = headers;
    headers.forEach(({ text, name }, index) => {
      if (name === '') return;
      if (this.byName.has(name)) this.duplicates.push(text);
      else this.byName.set(name, index);
      if (!this.byText.has(text)) this.byText.set(text, index);
    });
  }

  find(texts: readonly string[]): number | undefined {
    for (const text of texts) {
      const index = this.byText.get(text) ?? this.byName.get(headerName(text));
      if (index !== undefined) return index;
    }
    return undefined;
  }

  findStart(starts: readonly string[]): number | undefined {
    const at = this.headers.findIndex(({ name }) => starts.some((start) => name.startsWith(start)));
    return at === -1 ? undefined : at;
  }
}

function findColumns(profile: Profile, index: HeaderIndex): Map<MappedField, Found> {
  const found = new Map<MappedField, Found>();
  for (const column of profile.columns) {
    if (column.field === 'ignore' || found.has(column.field)) continue;
    const at = index.find(column.headers) ?? index.findStart(column.startsWith ?? []);
    const header = at === undefined ? undefined : index.headers[at];
    if (at !== undefined && header) found.set(column.field, { column, index: at, header });
  }
  return found;
}

function unitOf({ column, header }: Found, options: ImportOptions): string {
  const kind = fieldKind(column.field);
  if (kind === 'text' || kind === 'date' || kind === 'money') return '';
  if (kind === 'duration' && /^m{1,2}:ss$/.test(header.unit)) return header.unit;
  if (isUnitOf(kind, header.unit)) return header.unit;
  const named = column.unit?.toLowerCase();
  if (named !== undefined && isUnitOf(kind, named)) return named;
  return defaultUnit(kind) ?? options.distanceUnit ?? 'km';
}

/** Money columns may say their currency, and that they count hundredths, in the header. */
function moneyUnit({ header }: Found) {
  const word = header.unit.split('/')[0] ?? '';
  return word === '' ? undefined : readCurrency(word);
}

function isMinor(found: Found): boolean {
  return moneyUnit(found)?.minor ?? found.column.minor ?? false;
}

function currencyOf(
  found: ReadonlyMap<MappedField, Found>,
  settings: FileSettings,
  options: ImportOptions,
): string {
  if (settings.currency) return settings.currency;
  for (const field of ['total', 'pricePerKwh'] as const) {
    const column = found.get(field);
    const fits = column && moneyUnit(column)?.fits;
    if (fits) return fits.includes(options.currency) ? options.currency : (fits[0] ?? '');
  }
  return options.currency;
}

/** The unit of an odometer is asked when nothing in a mapped file says it. */
function unitQuestion(
  profile: Profile,
  found: ReadonlyMap<MappedField, Found>,
  rows: readonly (readonly string[])[],
  options: ImportOptions,
): Question[] {
  const odometer = found.get('odometer');
  if (!odometer || profile.mark !== 'infer' || options.distanceUnit) return [];
  const { column, header, index } = odometer;
  if (column.unit || isUnitOf('distance', header.unit)) return [];
  const isBare = (cells: readonly string[]) => {
    const text = (cells[index] ?? '').trim();
    return !isMissing(text) && (readNumber(text, '.') ?? readNumber(text, ','))?.suffix === '';
  };
  if (!rows.some(isBare)) return [];
  return [{ code: 'import/choose_unit', column: header.text, choices: ['km', 'mi'] }];
}

function isConstantZero(
  total: Found | undefined,
  rows: readonly (readonly string[])[],
  mark: DecimalMark,
): boolean {
  if (!total || rows.length < CONSTANT_ZERO_ROWS) return false;
  return rows.every((cells) => readMoney((cells[total.index] ?? '').trim(), mark)?.micros === 0);
}

export interface BuiltPlan {
  readonly plan: Plan;
  readonly questions: readonly Question[];
  readonly fileWarnings: readonly FileReport[];
  readonly columnsUnused: readonly string[];
}

/**
 * Decides everything about a file before its rows are read, from its headers and all its cells.
 * Errors: `import/header_missing`, `import/decimal_conflict`, `import/date_order_conflict`.
 */
export function buildPlan(
  profile: Profile,
  { headers, rows, delimiter, options: given }: FileContents,
): Result<BuiltPlan> {
  const index = new HeaderIndex(headers);
  const missing = (profile.required ?? []).filter((text) => index.find([text]) === undefined);
  if (missing.length > 0)
    return fail('import/header_missing', { details: { headers: missing.join(', ') } });
  const found = findColumns(profile, index);
  const settings = profile.settle?.({ headers, rows, delimiter, options: given }) ?? {};
  const options = { ...given, ...settings.options };
  const asNumbers = [...found.values()]
    .filter(({ column }) => !['text', 'date'].includes(fieldKind(column.field)))
    .map(({ index: at, header }) => ({ index: at, header: header.text }));
  const asDates = [...found.values()]
    .filter(({ column }) => fieldKind(column.field) === 'date')
    .map(({ index: at, header }) => ({ index: at, header: header.text }));
  const fixed = settings.mark ?? (profile.mark === 'infer' ? undefined : profile.mark);
  const marks = decideMarks(fixed ? [] : asNumbers, rows, options.decimal);
  if (!marks.ok) return marks;
  const forms = decideForms(profile.dates === 'infer' ? asDates : [], rows, options.dateOrder);
  if (!forms.ok) return forms;

  const planned = ({ index: at, header }: { index: number; header: HeaderName }) => ({
    index: at,
    header: header.text,
    mark: fixed ?? marks.value.marks.get(at) ?? ('.' as const),
    form: dateForm(profile, forms.value.forms.get(at)),
  });
  const columns: Partial<Record<MappedField, PlannedColumn>> = {};
  const used = new Set<number>();
  for (const [field, column] of found) {
    columns[field] = { ...planned(column), unit: unitOf(column, options), minor: isMinor(column) };
    used.add(column.index);
  }
  const extras: Record<string, PlannedColumn> = {};
  for (const [name, texts] of Object.entries(profile.extras ?? {})) {
    const at = index.find(texts);
    const header = at === undefined ? undefined : headers[at];
    if (at === undefined || !header) continue;
    extras[name] = { ...planned({ index: at, header }), unit: '', minor: false };
    used.add(at);
  }
  const total = found.get('total');
  const ignoresTotal = isConstantZero(total, rows, columns.total?.mark ?? '.');
  const fileWarnings: FileReport[] = index.duplicates.map((column) => ({
    code: 'file/duplicate_header',
    column,
  }));
  if (ignoresTotal && total)
    fileWarnings.push({ code: 'file/constant_zero_cost', column: total.header.text });
  fileWarnings.push(...(settings.fileWarnings ?? []));
  const plan: Plan = {
    profile,
    options,
    columns: columns satisfies PlannedColumns,
    extras,
    constants: profile.constants ?? {},
    headerCount: headers.length,
    currency: currencyOf(found, settings, options),
    ...(settings.pricePerKwhMicros !== undefined && {
      pricePerKwhMicros: settings.pricePerKwhMicros,
    }),
    ignoresOffset: profile.ignoresOffset?.(options) ?? false,
    ignoresTotal,
    calendar: new Calendar(),
    provenances: new Map(),
  };
  return ok({
    plan,
    questions: [
      ...marks.value.questions,
      ...forms.value.questions,
      ...unitQuestion(profile, found, rows, options),
    ],
    fileWarnings,
    columnsUnused: headers
      .filter(({ text }, at) => text !== '' && !used.has(at))
      .map(({ text }) => text),
  });
}

function dateForm(profile: Profile, decided: DateForm | undefined): DateForm {
  return decided ?? (profile.dates === 'infer' ? {} : profile.dates);
}
