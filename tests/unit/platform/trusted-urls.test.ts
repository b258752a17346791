import { describe, expect, it } from 'vitest';
import { assertOwnScript } from '#lib/platform/trusted-urls.ts';

const origin = 'https://app.example';

describe('addresses that may become scripts', () => {
  it.each([
    '/service-worker.js',
    '/plugtrack/service-worker.js',
    '/_app/immutable/workers/host-Bx_1.js',
    'https://app.example/_app/immutable/workers/host.js',
  ])('%s is ours', (address) => {
    expect(assertOwnScript(address, origin)).toBe(address);
  });

  it.each([
    'https://elsewhere.example/service-worker.js',
    '//elsewhere.example/_app/immutable/workers/host.js',
    '/_app/immutable/chunks/x.js',
    '/_app/immutable/workers/../chunks/x.js',
    '/src/lib/worker/host.ts',
    '/evil.js?/service-worker.js',
    'data:text/javascript,1',
    'blob:https://app.example/1',
  ])('%s is refused', (address) => {
    expect(() => assertOwnScript(address, origin)).toThrow(TypeError);
  });

  it('sources of workers only while developing', () => {
    expect(assertOwnScript('/src/lib/worker/host.ts?worker_file', origin, true)).toContain('host');
  });
});
