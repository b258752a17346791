import { describe, expect, it } from 'vitest';
import type { Session } from '#lib/domain/session.ts';
import { PAGE_ROWS, pagesFrom, pagesOf, withPage } from '#lib/state/row-pages.ts';
import type { ListWindow } from '#lib/worker/api.ts';

const session = (id: string): Session => ({
  id,
  createdAt: 0,
  updatedAt: 0,
  carId: 'car',
  status: 'completed',
  localDate: '2026-07-01',
  timeZone: 'Europe/London',
});

const window = (page: number): ListWindow => ({
  seq: 1,
  offset: page * PAGE_ROWS,
  rows: [session(`${String(page)}a`), session(`${String(page)}b`)],
  chips: [[{ code: 'size', tone: 'info', value: 'topup' }], []],
});

describe('loaded parts of a list', () => {
  it('keep each row with its own chips', () => {
    const rows = pagesFrom([window(3)]).get(3);
    expect(rows?.map((row) => [row.session.id, row.chips.map(({ code }) => code)])).toEqual([
      ['3a', ['size']],
      ['3b', []],
    ]);
  });

  it('cover what is on screen, and forget what is far from it', () => {
    expect(pagesOf(40, 110)).toEqual([0, 1, 2]);
    expect(pagesOf(0, 0)).toEqual([0]);
    const near = withPage(pagesFrom([window(0), window(19), window(20)]), window(21), 21);
    expect([...near.keys()]).toEqual([19, 20, 21]);
  });
});
