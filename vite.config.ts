import { sveltekit } from '@sveltejs/kit/vite';
import { SvelteKitPWA } from '@vite-pwa/sveltekit';
import { existsSync } from 'node:fs';
import { defineConfig, type Plugin } from 'vite';
import { firstChunks } from './src/scripts/first-chunks.mjs';
import { precacheList } from './src/scripts/precache-list.mjs';

const { BUILD_DIR, BASE_PATH = '' } = process.env;
const scratchDir = BUILD_DIR ? `${BUILD_DIR}.kit` : '.svelte-kit';
const home = `${BASE_PATH}/`;

const offline = SvelteKitPWA({
  strategies: 'injectManifest',
  registerType: 'prompt',
  injectRegister: false,
  outDir: `${scratchDir}/output`,
  kit: { outDir: scratchDir },
  injectManifest: {
    globPatterns: ['client/**/*', 'prerendered/**/*'],
    globIgnores: ['server/**', 'client/.vite/**'],
    maximumFileSizeToCacheInBytes: 2 ** 24,
    manifestTransforms: [
      async (entries) => ({
        manifest: await precacheList(entries, `${scratchDir}/output`),
      }),
    ],
  },
  manifest: {
    id: home,
    name: 'PlugTrack',
    short_name: 'PlugTrack',
    description: 'Log electric car charging on this device: offline, private, no account.',
    lang: 'en',
    dir: 'ltr',
    scope: home,
    start_url: home,
    display: 'standalone',
    background_color: '#0f172a',
    theme_color: '#0f766e',
    categories: ['utilities', 'productivity'],
    icons: [
      { src: 'icons/icon-192.png', sizes: '192x192', type: 'image/png' },
      { src: 'icons/icon-512.png', sizes: '512x512', type: 'image/png' },
      {
        src: 'icons/maskable-512.png',
        sizes: '512x512',
        type: 'image/png',
        purpose: 'maskable',
      },
      {
        src: 'icons/monochrome-512.png',
        sizes: '512x512',
        type: 'image/png',
        purpose: 'monochrome',
      },
      { src: 'icons/icon.svg', sizes: 'any', type: 'image/svg+xml' },
    ],
    shortcuts: [
      {
        name: 'Start charging',
        url: `${BASE_PATH}/charge?tab=start`,
        icons: [{ src: 'icons/icon-192.png', sizes: '192x192', type: 'image/png' }],
      },
      {
        name: 'Log a charge',
        url: `${BASE_PATH}/charge?tab=log`,
        icons: [{ src: 'icons/icon-192.png', sizes: '192x192', type: 'image/png' }],
      },
    ],
    file_handlers: [
      { action: `${BASE_PATH}/import`, accept: { 'text/csv': ['.csv'] } },
      {
        action: `${BASE_PATH}/backup`,
        accept: {
          'application/zip': ['.zip'],
          'application/json': ['.json'],
          'application/x-age-encryption': ['.age'],
        },
      },
    ],
  },
});

/**
 * The plugin looks for the built service worker even when the build before it failed, and its own
 * complaint then hides the real one. So it only runs when there is a worker to complete.
 */
function onlyAfterSuccess(plugin: Plugin): Plugin {
  const { closeBundle } = plugin;
  if (typeof closeBundle !== 'object') return plugin;
  return {
    ...plugin,
    closeBundle: {
      ...closeBundle,
      async handler(...args) {
        if (existsSync(`${scratchDir}/output/client/service-worker.js`)) {
          await closeBundle.handler.apply(this, args);
        }
      },
    },
  };
}

export default defineConfig({
  plugins: [sveltekit(), ...offline.map(onlyAfterSuccess)],
  worker: { format: 'es' },
  environments: {
    client: {
      build: { rolldownOptions: { output: { codeSplitting: firstChunks(scratchDir) } } },
    },
  },
});
