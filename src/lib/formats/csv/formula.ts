// Spreadsheets run cells that begin with one of these as formulas.
const FORMULA = /^'*[=+\-@\t\r\0]/;
const V4_FORMULA = /^'[=+\-@\t\r]/;

/** Text for a cell of ours: formula-like text gets one more apostrophe in front. */
export function guardFormula(text: string): string {
  return FORMULA.test(text) ? `'${text}` : text;
}

/** The text behind a cell of ours; the inverse of `guardFormula`. */
export function unguardFormula(cell: string): string {
  return cell.startsWith("'") && FORMULA.test(cell.slice(1)) ? cell.slice(1) : cell;
}

/** The v4 program guarded only text that itself began with such a character. */
export function unguardV4Formula(cell: string): string {
  return V4_FORMULA.test(cell) ? cell.slice(1) : cell;
}
