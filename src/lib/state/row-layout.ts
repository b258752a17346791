/** A month of the list: rows from `offset` on, with a heading above the first. */
interface Group {
  readonly offset: number;
  readonly count: number;
}

/** Heights in pixels: of a row, and of the heading that the first row of a group carries. */
export interface RowHeights {
  readonly row: number;
  readonly heading: number;
}

const STEP = 4;

/** The rows to draw: `from` inclusive, `to` exclusive. */
export interface RowRange {
  readonly from: number;
  readonly to: number;
}

/**
 * Where the rows of a long list stand. All rows are equally high, so a position is arithmetic:
 * a list of any length needs no measuring and jumps without correcting itself.
 */
export class RowLayout {
  readonly count: number;
  readonly #groups: readonly Group[];
  readonly #heights: RowHeights;

  constructor(count: number, groups: readonly Group[], heights: RowHeights) {
    this.count = count;
    this.#groups = groups;
    this.#heights = heights;
  }

  get height(): number {
    return this.count * this.#heights.row + this.#groups.length * this.#heights.heading;
  }

  /** The index of the group that a row belongs to; -1 in a list without groups. */
  groupAt(row: number): number {
    return this.#lastGroup((group) => group.offset <= row);
  }

  /** Whether a row starts a group and so carries its heading. */
  startsGroup(row: number): boolean {
    return this.#groups[this.groupAt(row)]?.offset === row;
  }

  /** The upper edge of a row, or of the heading above it. */
  topOf(row: number): number {
    const headings = this.#groups.length === 0 ? 0 : this.groupAt(row - 1) + 1;
    return row * this.#heights.row + headings * this.#heights.heading;
  }

  /** The row at a distance from the upper edge of the list. */
  rowAt(y: number): number {
    const group = this.#lastGroup(
      ({ offset }, index) =>
        offset * this.#heights.row + index * this.#heights.heading <= Math.max(0, y),
    );
    const headings = (group + 1) * this.#heights.heading;
    const row = Math.floor((y - headings) / this.#heights.row);
    const first = this.#groups[group]?.offset ?? 0;
    return Math.min(Math.max(row, first, 0), Math.max(0, this.count - 1));
  }

  /**
   * The rows to draw when the screen starts at `top`: those on it and at least `spare` on either
   * side, `most` at the most. The number is the same everywhere in the list, and the range moves in
   * steps, so that rows can be reused and not every pixel is a change.
   */
  range(top: number, screen: number, spare: number, most: number): RowRange {
    const onScreen = Math.ceil(screen / this.#heights.row) + 1;
    const size = Math.min(most, Math.ceil((onScreen + 2 * spare + STEP) / STEP) * STEP);
    const wanted = Math.floor((this.rowAt(top) - spare) / STEP) * STEP;
    const from = Math.max(0, Math.min(wanted, this.count - size));
    return { from, to: Math.min(this.count, from + size) };
  }

  #lastGroup(holds: (group: Group, index: number) => boolean): number {
    let low = 0;
    let high = this.#groups.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const group = this.#groups[middle];
      if (group && holds(group, middle)) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }
}
