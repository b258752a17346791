import type { RowLayout, RowRange } from '#lib/state/row-layout.ts';

/** Rows drawn beyond each edge of the screen, so that scrolling and tabbing find them there. */
const SPARE_ROWS = 8;
/** However high the screen: more rows than this are never in the document. */
const MOST_ROWS = 72;

/**
 * Which rows of a list stand on screen while the page scrolls. The list is a part of the page,
 * so that the browser's own bars, keys and find-by-scrolling keep working.
 */
export class RowWindow {
  #range = $state.raw<RowRange>({ from: 0, to: 0 });
  /** The topmost row that is visible. */
  #first = $state(0);

  get range(): RowRange {
    return this.#range;
  }

  get first(): number {
    return this.#first;
  }

  /** Follows the page's scrolling. `element` starts where the first row or heading does. */
  follow(element: HTMLElement, layout: RowLayout): () => void {
    let frame = 0;
    const update = () => {
      frame = 0;
      const top = -element.getBoundingClientRect().top;
      const range = layout.range(top, window.innerHeight, SPARE_ROWS, MOST_ROWS);
      if (range.from !== this.#range.from || range.to !== this.#range.to) {
        leaveRowsOutside(element, range);
        this.#range = range;
      }
      this.#first = layout.rowAt(top);
    };
    const soon = () => {
      if (frame === 0) frame = requestAnimationFrame(update);
    };
    update();
    window.addEventListener('scroll', soon, { passive: true });
    window.addEventListener('resize', soon);
    return () => {
      cancelAnimationFrame(frame);
      window.removeEventListener('scroll', soon);
      window.removeEventListener('resize', soon);
    };
  }
}

/** Rows are reused: what has the focus must not silently become another session. */
function leaveRowsOutside(list: HTMLElement, { from, to }: RowRange): void {
  const focused = document.activeElement;
  if (!(focused instanceof HTMLElement) || !list.contains(focused)) return;
  const row = Number(focused.closest<HTMLElement>('[data-row]')?.dataset['row']);
  if (row < from || row >= to) focused.blur();
}
