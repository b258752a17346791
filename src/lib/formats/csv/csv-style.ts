import { mulRoundDiv } from '#lib/domain/money.ts';
import { numberMarks } from '#lib/domain/number-text.ts';
import { localDateOf, wallTimeOf } from '#lib/domain/time.ts';
import type { DistanceUnit } from '#lib/domain/units.ts';
import { numberCell, scaledText, textCell, type Delimiter } from './csv-text.ts';

/** How a file for spreadsheets writes numbers and divides cells. */
export interface CsvStyle {
  readonly decimal: '.' | ',';
  readonly delimiter: Delimiter;
  /** Begins with a byte order mark, by which some spreadsheets know UTF-8. */
  readonly bom: boolean;
}

/** Digits and marks that every program reads. */
export const PLAIN_STYLE: CsvStyle = { decimal: '.', delimiter: ',', bom: false };

/** The style of a locale: with a decimal comma, semicolons divide and a byte order mark leads. */
export function csvStyle(locale: string, bom?: boolean): CsvStyle {
  const isComma = numberMarks(locale).decimal === ',';
  return {
    decimal: isComma ? ',' : '.',
    delimiter: isComma ? ';' : ',',
    bom: bom ?? isComma,
  };
}

/** Cells in one style. What is absent is blank. */
export class StyledCells {
  private readonly style: CsvStyle;

  constructor(style: CsvStyle) {
    this.style = style;
  }

  text(text: string | undefined): string {
    return textCell(text, this.style.delimiter);
  }

  number(value: number | undefined): string {
    return numberCell(value).replace('.', this.style.decimal);
  }

  /** A whole number of 10^-`places`, without trailing zeros. */
  scaled(whole: number | undefined, places: number): string {
    return whole === undefined ? '' : scaledText(whole, places).replace('.', this.style.decimal);
  }

  /** Wh as kWh. */
  energy(energyWh: number | undefined): string {
    return this.scaled(energyWh, 3);
  }

  /** Micros in whole units of the currency. */
  money(micros: number | undefined): string {
    return this.scaled(micros, 6);
  }

  /** Metres with three decimals of a mile or kilometre: whole ones come out whole. */
  distance(metres: number | undefined, unit: DistanceUnit): string {
    if (metres === undefined) return '';
    // 1 mile is 1609.344 m.
    return this.scaled(unit === 'km' ? metres : mulRoundDiv([metres, 1_000_000], 1_609_344), 3);
  }

  /** `YYYY-MM-DD HH:MM` on the clock of the zone. */
  time(instant: number | undefined, zone: string): string {
    return instant === undefined
      ? ''
      : `${localDateOf(instant, zone)} ${wallTimeOf(instant, zone)}`;
  }

  line(cells: readonly string[]): string {
    return `${cells.join(this.style.delimiter)}\r\n`;
  }

  /** The first line of the file. */
  firstLine(cells: readonly string[]): string {
    return `${this.style.bom ? '\uFEFF' : ''}${this.line(cells)}`;
  }
}
