import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RowLayout } from '#lib/state/row-layout.ts';

const HEIGHTS = { row: 70, heading: 40 };
const MONTHS = [
  { offset: 0, count: 2 },
  { offset: 2, count: 3 },
];

describe('layout of a long list', () => {
  it('places rows below the headings of their months', () => {
    const layout = new RowLayout(5, MONTHS, HEIGHTS);
    expect(layout.height).toBe(5 * 70 + 2 * 40);
    // 0: heading 40, rows 40–110–180; 180: heading, rows 220–290–360–430.
    expect([0, 1, 2, 3, 4].map((row) => layout.topOf(row))).toEqual([0, 110, 180, 290, 360]);
    expect([0, 39, 40, 109, 110, 180, 219, 220, 290, 429].map((y) => layout.rowAt(y))).toEqual([
      0, 0, 0, 0, 1, 2, 2, 2, 3, 4,
    ]);
    expect([0, 1, 2, 3].map((row) => layout.startsGroup(row))).toEqual([true, false, true, false]);
  });

  it('keeps to the list beyond its ends', () => {
    const layout = new RowLayout(5, MONTHS, HEIGHTS);
    expect(layout.rowAt(-500)).toBe(0);
    expect(layout.rowAt(99_999)).toBe(4);
    expect(layout.range(-100, 800, 8, 72)).toEqual({ from: 0, to: 5 });
    expect(layout.range(99_999, 800, 8, 72)).toEqual({ from: 0, to: 5 });
    expect(new RowLayout(0, [], HEIGHTS).range(0, 800, 8, 72)).toEqual({ from: 0, to: 0 });
  });

  it('draws as many rows everywhere, those on screen and spare ones on either side', () => {
    const layout = new RowLayout(100_000, [], { row: 10, heading: 0 });
    const screen = 205;
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1_000_000 - screen }), (top) => {
        const { from, to } = layout.range(top, screen, 8, 72);
        // 22 rows can be seen in part, 16 are spare, 4 make up for the step: rounded up to fours.
        expect(to - from).toBe(44);
        expect(from).toBeLessThanOrEqual(Math.max(0, Math.floor(top / 10) - 8));
        expect(to).toBeGreaterThanOrEqual(Math.min(100_000, Math.ceil((top + screen) / 10) + 8));
      }),
    );
  });

  it('never draws more rows than allowed, however high the screen', () => {
    const layout = new RowLayout(100_000, [], { row: 10, heading: 0 });
    expect(layout.range(500_000, 2_000, 8, 72)).toEqual({ from: 49_992, to: 50_064 });
  });

  it('finds the row at the top edge of every row', () => {
    const sizes = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(sizes, (counts) => {
        let offset = 0;
        const groups = counts.map((count) => {
          const group = { offset, count };
          offset += count;
          return group;
        });
        const layout = new RowLayout(offset, groups, HEIGHTS);
        for (let row = 0; row < offset; row++) expect(layout.rowAt(layout.topOf(row))).toBe(row);
        expect(layout.topOf(offset - 1)).toBeLessThan(layout.height);
      }),
    );
  });
});
