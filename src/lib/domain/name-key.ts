/** A name without outer blanks and with single ones inside. */
export function tidyName(text: string): string {
  return text.trim().replaceAll(/\s+/g, ' ');
}

/** What names that differ in case and blanks only have in common; empty for a blank one. */
export function nameKey(text: string): string {
  return tidyName(text).toLowerCase();
}
