import { createReadStream, existsSync, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import path from 'node:path';
import { createGzip } from 'node:zlib';

/**
 * A small static server that behaves as static hosts do: clean addresses for pages, the fallback page
 * with status 404 for addresses it does not know, no page in place of a missing file. Unlike many
 * hosts it sends the security headers the app wants.
 */

/** @type {Readonly<Record<string, string>>} */
const TYPES = {
  '.css': 'text/css; charset=utf-8',
  '.csv': 'text/csv; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
};
const COMPRESSED = new Set(['.css', '.csv', '.html', '.js', '.json', '.svg', '.txt']);
const PERMISSIONS = [
  'accelerometer',
  'autoplay',
  'camera',
  'display-capture',
  'gyroscope',
  'magnetometer',
  'microphone',
  'midi',
  'payment',
  'usb',
];
const PERMISSIONS_POLICY = [
  ...PERMISSIONS.map((name) => `${name}=()`),
  'geolocation=(self)',
  'screen-wake-lock=(self)',
].join(', ');

/** @param {string} file */
function isFile(file) {
  return statSync(file, { throwIfNoEntry: false })?.isFile() === true;
}

/**
 * The policy a built page states in its meta element, with what only works as a header.
 * @param {string} file
 */
function policyOf(file) {
  const html = readFileSync(file, 'utf8');
  const policy = /<meta http-equiv="content-security-policy" content="([^"]*)"/i.exec(html)?.[1];
  return policy === undefined ? undefined : `${policy}; frame-ancestors 'none'`;
}

/**
 * @param {string} root folder of the site
 * @param {string} base
 * @param {string} requested decoded path of the request
 * @returns {{ status: 200 | 404, file?: string }}
 */
function locate(root, base, requested) {
  if (!requested.startsWith(`${base}/`)) return { status: 404 };
  const address = requested.slice(base.length + 1);
  const wanted = path.join(root, path.normalize(`/${address}`));
  if (address.split('/').some((part) => part.startsWith('.'))) return { status: 404 };
  const candidates = address.endsWith('/')
    ? [path.join(wanted, 'index.html'), `${wanted.slice(0, -1)}.html`]
    : [wanted, `${wanted}.html`, path.join(wanted, 'index.html')];
  const file = candidates.find(isFile);
  if (file !== undefined) return { status: 200, file };
  const fallback = path.join(root, '404.html');
  const isPage = path.extname(address) === '';
  return isPage && existsSync(fallback) ? { status: 404, file: fallback } : { status: 404 };
}

/**
 * @param {string} root
 * @param {string} file
 * @returns {Record<string, string>}
 */
function headersFor(root, file) {
  const extension = path.extname(file);
  const inSite = path.relative(root, file).split(path.sep).join('/');
  // A worker is bound by the policy of its own script, not by that of the page.
  const stating = extension === '.html' ? file : path.join(root, 'index.html');
  const policy =
    (extension === '.html' || extension === '.js') && isFile(stating)
      ? policyOf(stating)
      : undefined;
  return {
    'Content-Type': TYPES[extension] ?? 'application/octet-stream',
    'Cache-Control': inSite.startsWith('_app/immutable/')
      ? 'public, max-age=31536000, immutable'
      : 'no-cache',
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'no-referrer',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Permissions-Policy': PERMISSIONS_POLICY,
    ...(policy === undefined ? {} : { 'Content-Security-Policy': policy }),
  };
}

/**
 * Answers requests from a folder. `site` is asked at each request, so that tests can switch it.
 * @param {() => { root: string, base?: string }} site folder, and path it is mounted at (`/plugtrack`)
 */
export function staticHandler(site) {
  /** @type {import('node:http').RequestListener} */
  return (request, response) => {
    const { root, base = '' } = site();
    const isRead = request.method === 'GET' || request.method === 'HEAD';
    if (!isRead) return void response.writeHead(405, { Allow: 'GET, HEAD' }).end();
    /** @type {string} */
    let address;
    try {
      address = decodeURIComponent(new URL(request.url ?? '/', 'http://host').pathname);
    } catch {
      return void response.writeHead(400).end();
    }
    if (base !== '' && address === base) {
      return void response.writeHead(308, { Location: `${base}/` }).end();
    }
    const { status, file } = locate(root, base, address);
    if (file === undefined) {
      response.writeHead(404, { 'Content-Type': 'text/plain; charset=utf-8' });
      return void response.end('Not found');
    }
    const zipped =
      COMPRESSED.has(path.extname(file)) &&
      /\bgzip\b/.test(request.headers['accept-encoding']?.toString() ?? '');
    response.writeHead(status, {
      ...headersFor(root, file),
      Vary: 'Accept-Encoding',
      ...(zipped ? { 'Content-Encoding': 'gzip' } : {}),
    });
    if (request.method === 'HEAD') return void response.end();
    const content = createReadStream(file).on('error', () => response.destroy());
    if (zipped) content.pipe(createGzip()).pipe(response);
    else content.pipe(response);
  };
}

/**
 * Serves a built site and says where.
 * @param {{ root: string, port: number, base?: string }} options
 * @returns {Promise<void>}
 */
export function serve({ root, port, base = '' }) {
  const server = createServer(staticHandler(() => ({ root, base })));
  return new Promise((resolve) => {
    server.on('error', (error) => {
      const isTaken = 'code' in error && error.code === 'EADDRINUSE';
      console.error(
        isTaken
          ? `Port ${String(port)} is in use. Choose another: PORT=${String(port + 1)} npm start`
          : error.message,
      );
      process.exit(1);
    });
    server.listen(port, '127.0.0.1', () => {
      console.log(
        `PlugTrack is ready at http://localhost:${String(port)}${base}/  (Ctrl+C ends it)`,
      );
      resolve();
    });
  });
}
