import { describe, expect, it } from 'vitest';
import { createBadge } from '#lib/platform/badge.ts';

describe('the badge of the app', () => {
  it('shows a number, and is cleared rather than set to 0', () => {
    const shown: (number | undefined)[] = [];
    const badge = createBadge({
      setAppBadge: (count) => {
        shown.push(count);
        return Promise.resolve();
      },
      clearAppBadge: () => {
        shown.push(undefined);
        return Promise.resolve();
      },
    });
    badge.show(2);
    badge.show(0);
    expect(shown).toEqual([2, undefined]);
  });

  it('is silent where a browser refuses it or does not know it', async () => {
    const refuse = () => Promise.reject(new DOMException('not installed', 'NotAllowedError'));
    const refused = createBadge({ setAppBadge: refuse, clearAppBadge: refuse });
    refused.show(1);
    refused.show(0);
    createBadge({}).show(1);
    // A rejection nobody takes ends the test run.
    await expect(refuse()).rejects.toThrow('not installed');
  });
});
