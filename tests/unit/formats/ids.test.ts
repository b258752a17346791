import { describe, expect, it } from 'vitest';
import { importKeyOf, importedSessionId } from '#lib/formats/ids.ts';

const CAR = '0197c3a1-b2f4-7000-8000-000000000001';

describe('ids of imported rows', () => {
  it.each([
    ['plugtrack-classic:2025-01-12|19376502|24600', '93c666c5-f248-588d-9357-d7f30f3920f8'],
    ['evcc:1774732204000|Garage', 'f3eec503-701e-543a-8ed9-ed1035881849'],
    [
      'tesla-account:TESTVIN0000000001|1788606000000|Driver’s Rest, Kent',
      'fea82f4d-c960-512b-9cc7-f76084699d4c',
    ],
  ])('IE06 gives %s its id', (key, id) => {
    expect(importedSessionId(CAR, key)).toBe(id);
  });

  it('IE06 builds keys of normalised parts', () => {
    expect(importKeyOf('evcc', [1774732204000, ' Garage '])).toBe('evcc:1774732204000|Garage');
    expect(importKeyOf('x', ['50 % | more', undefined, 0])).toBe('x:50 %25 %7C more||0');
    expect(importKeyOf('x', ['Ko\u0308ln'])).toBe('x:K\u00f6ln');
  });
});
