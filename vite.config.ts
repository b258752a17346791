import { sveltekit } from '@sveltejs/kit/vite';
import { SvelteKitPWA } from '@vite-pwa/sveltekit';
import { defineConfig } from 'vite';
import { precacheList } from './src/scripts/precache-list.mjs';

const { BUILD_DIR, BASE_PATH = '' } = process.env;
const scratchDir = BUILD_DIR ? `${BUILD_DIR}.kit` : '.svelte-kit';
const home = `${BASE_PATH}/`;

export default defineConfig({
  plugins: [
    sveltekit(),
    SvelteKitPWA({
      strategies: 'injectManifest',
      registerType: 'prompt',
      injectRegister: false,
      outDir: `${scratchDir}/output`,
      kit: { base: home, outDir: scratchDir },
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
            name: 'Log a charge',
            url: `${BASE_PATH}/charge?tab=log`,
            icons: [{ src: 'icons/icon-192.png', sizes: '192x192', type: 'image/png' }],
          },
        ],
        file_handlers: [{ action: `${BASE_PATH}/import`, accept: { 'text/csv': ['.csv'] } }],
      },
    }),
  ],
  worker: { format: 'es' },
});
