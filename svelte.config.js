import adapter from '@sveltejs/adapter-static';

// A test recomputes this hash from the framework's route announcer, the only inline style there is.
const ANNOUNCER_STYLE_HASH = 'sha256-S8qMpvofolR8Mpjy4kQvEm7m1q8clzU4dfDH0AmvZjo=';

// Tests build several versions side by side: each gets its own output and its own scratch folder.
const buildDir = process.env.BUILD_DIR ?? 'build';
const scratchDir = process.env.BUILD_DIR ? `${process.env.BUILD_DIR}.kit` : '.svelte-kit';

/** @type {import('@sveltejs/kit').Config} */
export default {
  kit: {
    adapter: adapter({ pages: buildDir, assets: buildDir, fallback: '404.html' }),
    outDir: scratchDir,
    // Absolute paths: with relative ones a deep link that was never visited stays blank offline.
    paths: { base: process.env.BASE_PATH ?? '', relative: false },
    serviceWorker: { register: false },
    version: { name: process.env.APP_VERSION ?? process.env.npm_package_version ?? 'dev' },
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
