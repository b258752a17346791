/** For what takes the place of the button that was pressed: the reader goes on at its heading. */
export function startAtHeading(node: HTMLElement): void {
  const heading = node.querySelector<HTMLElement>('h2');
  if (!heading) return;
  heading.tabIndex = -1;
  heading.focus();
}
