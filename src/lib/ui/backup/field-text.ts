import type { Cost } from '#lib/domain/session.ts';
import type { I18n } from '#lib/i18n/i18n.svelte.ts';
import { quantityText } from '#lib/ui/settings/quantity-text.ts';
import { NUMBER_KINDS } from '#lib/ui/settings/setting-specs.ts';

/** A value of a row: which one, and what it holds; absent when it was cleared. */
export interface FieldValue {
  readonly table: string;
  readonly rowId: string;
  readonly field: string;
  readonly value?: unknown;
}

export interface FieldContext {
  readonly timeZone: string;
  /** What an id of a car, place or tariff stands for. */
  readonly nameOf: (id: string) => string | undefined;
}

const MOST_TEXT = 300;

/** What a field is called, with its setting where it is the value of one. */
export function fieldName(i18n: I18n, { table, rowId, field }: FieldValue): string {
  const t = i18n.t.backup;
  const keys: Readonly<Record<string, { readonly label: string } | undefined>> =
    i18n.t.settings.keys;
  if (table === 'settings' && field === 'value') return keys[rowId]?.label ?? rowId;
  return t.fields[field] ?? field;
}

/** A value as a person reads it: dates, money, energy and names instead of what is stored. */
export function fieldText(i18n: I18n, of: FieldValue, context: FieldContext): string {
  const t = i18n.t.backup;
  const { field, value } = of;
  if (field === '_d') return value === true ? t.deleted : t.notDeleted;
  if (value === undefined || value === null || value === '') return t.empty;
  if (typeof value === 'boolean') return value ? t.yes : t.no;
  if (typeof value === 'number') return numberText(i18n, of, value, context);
  if (typeof value === 'string') return wordText(i18n, field, value, context);
  if (field === 'cost') return costText(i18n, value as Cost);
  if (Array.isArray(value)) return listText(i18n, value);
  return cut(JSON.stringify(value));
}

function numberText(i18n: I18n, of: FieldValue, value: number, context: FieldContext): string {
  const { f } = i18n;
  const { table, rowId, field } = of;
  if (table === 'settings') {
    const kinds: Readonly<Record<string, (typeof NUMBER_KINDS)[keyof typeof NUMBER_KINDS]>> =
      NUMBER_KINDS;
    const kind = kinds[rowId];
    return kind === undefined ? f.number(value, { max: 3 }) : quantityText(kind, value, f);
  }
  if (field === 'odometerM') return f.odometer(value);
  if (field.endsWith('MPerWh')) return f.efficiency(value);
  if (field.endsWith('PerKwhMicros')) return f.pricePerKwh(value);
  if (field.endsWith('Micros')) return f.money(value);
  if (field.endsWith('Wh')) return f.energy(value);
  if (field.endsWith('W')) return f.power(value);
  if (field.endsWith('At')) return f.dateTime(value, context.timeZone);
  if (field.endsWith('S')) return f.duration(value);
  if (field.startsWith('soc')) return f.soc(value);
  if (field === 'ambientC') return f.temperature(value);
  return f.number(value, { max: 6 });
}

function wordText(i18n: I18n, field: string, value: string, context: FieldContext): string {
  const { f, t } = i18n;
  if (field.endsWith('Id')) return context.nameOf(value) ?? t.backup.gone;
  if (/^\d{4}-\d\d-\d\d$/.test(value)) return f.date(value);
  const words: Readonly<Record<string, Readonly<Record<string, string>>>> = {
    status: t.session.status,
    kind: t.tariffs.kinds,
    preconditioning: { yes: t.backup.yes, no: t.backup.no },
  };
  return words[field]?.[value] ?? cut(value);
}

function costText(i18n: I18n, { totalMicros, pricePerKwhMicros, currency }: Cost): string {
  if (totalMicros !== undefined) return i18n.f.money(totalMicros, currency);
  return i18n.f.pricePerKwh(pricePerKwhMicros, currency);
}

/** Words are shown, readings are counted. */
function listText(i18n: I18n, items: readonly unknown[]): string {
  if (items.length > 0 && items.every((item) => typeof item === 'string')) {
    return cut(i18n.f.list(items));
  }
  return i18n.t.backup.items(items.length);
}

const cut = (text: string): string =>
  text.length > MOST_TEXT ? `${text.slice(0, MOST_TEXT)}…` : text;
