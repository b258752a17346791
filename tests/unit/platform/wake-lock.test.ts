import { describe, expect, it } from 'vitest';
import { canKeepAwake, keepAwake } from '#lib/platform/wake-lock.ts';

/** A browser whose screen can be kept on, and a page that can be hidden. */
function browser() {
  const page = Object.assign(new EventTarget(), { visibilityState: 'visible' });
  const held = new Set<number>();
  let asked = 0;
  const wakeLock = {
    request: () => {
      const id = ++asked;
      held.add(id);
      return Promise.resolve({
        release: () => {
          held.delete(id);
          return Promise.resolve();
        },
      });
    },
  };
  const show = (state: string): void => {
    page.visibilityState = state;
    // The browser lets go by itself when a page is hidden.
    if (state === 'hidden') held.clear();
    page.dispatchEvent(new Event('visibilitychange'));
  };
  return {
    ...{ held, show, asked: () => asked },
    parts: [{ wakeLock }, page] as unknown as Parameters<typeof keepAwake>,
  };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('keeping the screen on', () => {
  it('asks again when the page is back, and lets go when it is told to', async () => {
    const { held, show, asked, parts } = browser();
    const letGo = await keepAwake(...parts);
    await settled();
    expect(held.size).toBe(1);
    show('hidden');
    await settled();
    expect(asked()).toBe(1);
    show('visible');
    await settled();
    expect(held.size).toBe(1);
    letGo();
    await settled();
    expect(held.size).toBe(0);
    show('visible');
    await settled();
    expect(asked()).toBe(2);
  });

  it('lets go of what arrives after it was told to', async () => {
    const { held, parts } = browser();
    const letGo = await keepAwake(...parts);
    letGo();
    await settled();
    expect(held.size).toBe(0);
  });

  it('is no failure where it is refused or not there', async () => {
    const refusing = { wakeLock: { request: () => Promise.reject(new Error('battery is low')) } };
    const [screen, page] = browser().parts;
    const letGo = await keepAwake(refusing, page);
    await settled();
    letGo();
    expect(await canKeepAwake({})).toBe(false);
    expect(await canKeepAwake(screen)).toBe(true);
  });
});
