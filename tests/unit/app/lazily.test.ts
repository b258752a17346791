import { describe, expect, it } from 'vitest';
import { lazily } from '#lib/app/lazily.ts';

describe('a part that is fetched when it is needed', () => {
  it('is fetched once, at the first call, and answers as itself', async () => {
    let loads = 0;
    const doors = lazily(() => {
      loads++;
      return Promise.resolve({ double: (n: number) => Promise.resolve(n * 2) });
    });
    expect(loads).toBe(0);
    expect(await Promise.all([doors.double(2), doors.double(3)])).toEqual([4, 6]);
    expect(loads).toBe(1);
  });

  it('is asked for again after it could not be fetched', async () => {
    let loads = 0;
    const doors = lazily(() =>
      ++loads === 1
        ? Promise.reject(new Error('offline'))
        : Promise.resolve({ answer: () => Promise.resolve('here') }),
    );
    await expect(doors.answer()).rejects.toThrow('offline');
    expect(await doors.answer()).toBe('here');
  });
});
