/**
 * After a change of page the reader starts at its heading, as after loading a document.
 * Call it once the new page stands; does nothing on a page without a heading.
 */
export function focusHeading(): void {
  document.querySelector<HTMLElement>('main h1')?.focus({ preventScroll: true });
}
