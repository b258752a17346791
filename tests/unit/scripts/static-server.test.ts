import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../../support/server.ts';

const META = `<meta http-equiv="content-security-policy" content="default-src 'none'">`;

let folder: string;
let root: TestServer;
let below: TestServer;

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'plugtrack-site-'));
  const site = path.join(folder, 'site');
  const files = {
    'site/index.html': `${META}home`,
    'site/sessions.html': `${META}sessions`,
    'site/404.html': `${META}fallback`,
    'site/service-worker.js': '1',
    'site/manifest.webmanifest': '{}',
    'site/icons/icon.svg': '<svg/>',
    'site/_app/immutable/x.js': '1',
    'site/.hidden/secret.txt': 'secret',
    'secret.txt': 'secret',
  };
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    writeFileSync(path.join(folder, file), text);
  }
  root = await startTestServer({ root: site });
  below = await startTestServer({ root: site, base: '/plugtrack' });
});

afterAll(async () => {
  await root.stop();
  await below.stop();
  rmSync(folder, { recursive: true });
});

/** The path goes out as it is written: `fetch` would tidy it up first. */
function raw(
  server: TestServer,
  asked: string,
  method = 'GET',
): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const { port } = new URL(server.origin);
    request({ host: '127.0.0.1', port, path: asked, method }, (response) => {
      let text = '';
      response.on('data', (part: Buffer) => (text += part.toString()));
      response.on('end', () => {
        resolve({ status: response.statusCode ?? 0, text });
      });
    })
      .on('error', reject)
      .end();
  });
}

describe('the static server', () => {
  it.each([
    ['/', 200, 'home'],
    ['/index.html', 200, 'home'],
    ['/sessions', 200, 'sessions'],
    ['/sessions/', 200, 'sessions'],
    ['/sessions?period=30d', 200, 'sessions'],
    ['/sessions/018f', 404, 'fallback'],
    ['/nowhere', 404, 'fallback'],
    ['/nowhere.js', 404, 'Not found'],
    ['/_app/immutable/gone.js', 404, 'Not found'],
    ['/../secret.txt', 404, 'Not found'],
    ['/%2e%2e/secret.txt', 404, 'Not found'],
    ['/..%2fsecret.txt', 404, 'Not found'],
    ['/.hidden/secret.txt', 404, 'Not found'],
    ['/%', 400, ''],
  ])('%s → %d %s', async (asked, status, text) => {
    const answer = await raw(root, asked);
    expect(answer.status).toBe(status);
    expect(answer.text.replace(META, '')).toBe(text);
  });

  it('under a path knows only that path', async () => {
    expect((await raw(below, '/plugtrack/sessions')).text).toBe(`${META}sessions`);
    expect((await raw(below, '/plugtrack')).status).toBe(308);
    expect((await raw(below, '/sessions')).status).toBe(404);
    expect((await raw(below, '/plugtracker/')).status).toBe(404);
  });

  it('is for reading only', async () => {
    expect((await raw(root, '/', 'POST')).status).toBe(405);
    expect(await raw(root, '/', 'HEAD')).toEqual({ status: 200, text: '' });
  });

  it.each([
    ['/', 'text/html; charset=utf-8', 'no-cache'],
    ['/service-worker.js', 'text/javascript; charset=utf-8', 'no-cache'],
    ['/manifest.webmanifest', 'application/manifest+json; charset=utf-8', 'no-cache'],
    ['/icons/icon.svg', 'image/svg+xml', 'no-cache'],
    [
      '/_app/immutable/x.js',
      'text/javascript; charset=utf-8',
      'public, max-age=31536000, immutable',
    ],
  ])('%s is %s, %s', async (asked, type, caching) => {
    const { headers } = await fetch(root.origin + asked);
    expect(headers.get('Content-Type')).toBe(type);
    expect(headers.get('Cache-Control')).toBe(caching);
    expect(headers.get('X-Content-Type-Options')).toBe('nosniff');
    expect(headers.get('Referrer-Policy')).toBe('no-referrer');
    expect(headers.get('Cross-Origin-Opener-Policy')).toBe('same-origin');
    expect(headers.get('Permissions-Policy')).toContain('camera=()');
  });

  it('sends the policy of the page with pages and with scripts, which workers obey', async () => {
    for (const asked of ['/', '/nowhere', '/_app/immutable/x.js', '/service-worker.js']) {
      const { headers } = await fetch(root.origin + asked);
      expect(headers.get('Content-Security-Policy')).toBe(
        "default-src 'none'; frame-ancestors 'none'",
      );
    }
    const icon = await fetch(`${root.origin}/icons/icon.svg`);
    expect(icon.headers.get('Content-Security-Policy')).toBeNull();
  });
});
