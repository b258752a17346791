import { readFileSync } from 'node:fs';
import adapter from '@sveltejs/adapter-static';

// A test recomputes this hash from the framework's route announcer, the only inline style there is.
const ANNOUNCER_STYLE_HASH = 'sha256-S8qMpvofolR8Mpjy4kQvEm7m1q8clzU4dfDH0AmvZjo=';

// Tests build several versions side by side: each gets its own output and its own scratch folder.
const { BUILD_DIR, BASE_PATH, APP_VERSION } = process.env;
const scratchDir = BUILD_DIR ? `${BUILD_DIR}.kit` : '.svelte-kit';
const base = /** @type {'' | `/${string}`} */ (BASE_PATH ?? '');
const { version } = /** @type {{ version: string }} */ (
  JSON.parse(readFileSync(new URL('package.json', import.meta.url), 'utf8'))
);

/** @type {import('@sveltejs/kit').Config} */
export default {
  kit: {
    adapter: adapter({ pages: BUILD_DIR ?? 'build', fallback: '404.html' }),
    outDir: scratchDir,
    // Absolute paths: with relative ones a deep link that was never visited stays blank offline.
    paths: { base, relative: false },
    serviceWorker: { register: false },
    version: { name: APP_VERSION ?? version },
    csp: {
      mode: 'hash',
      directives: {
        'default-src': ['none'],
        'script-src': ['self'],
        'style-src': ['self'],
        'style-src-attr': ['unsafe-hashes', ANNOUNCER_STYLE_HASH],
        'img-src': ['self', 'blob:', 'data:'],
        'font-src': ['self'],
        'connect-src': ['self'],
        'worker-src': ['self'],
        'manifest-src': ['self'],
        'base-uri': ['none'],
        'form-action': ['none'],
        'object-src': ['none'],
        'require-trusted-types-for': ['script'],
        'trusted-types': ['svelte-trusted-html', 'plugtrack-script-url'],
      },
    },
  },
};
