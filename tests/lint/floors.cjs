/**
 * Who may import whom: the one table behind the lint rule, the check of the whole graph and the
 * picture in ARCHITECTURE.md. A file belongs to the first floor that holds it.
 *
 * `under`: files (a star stands for part of a name), or folders with a slash at the end. `may`: floors whose values it may import;
 * `mayTypes`: floors it may know by type only. `packages`: what it may import from outside.
 *
 * @typedef {{ name: string, under: string[], may: string[], mayTypes?: string[], packages: string[] }} Floor
 */

const SVELTE = ['svelte', 'svelte/**'];
const APP_MODULES = ['$app/**'];

/** @type {Floor[]} */
const floors = [
  { name: 'domain', under: ['src/lib/domain/'], may: ['domain'], packages: ['zod', 'zod/**'] },
  {
    name: 'formats',
    under: ['src/lib/formats/'],
    may: ['formats', 'domain'],
    packages: ['papaparse', 'uuid', 'fflate', 'age-encryption', '@scure/bip39/**'],
  },
  {
    name: 'ports',
    under: [
      'src/lib/app/ports.ts',
      'src/lib/app/profile-ports.ts',
      'src/lib/app/rescue-port.ts',
      'src/lib/app/facts.ts',
      'src/lib/app/engine-source.ts',
      'src/lib/app/backups-port.ts',
      'src/lib/app/backup-store.ts',
      'src/lib/app/sync-port.ts',
      'src/lib/app/sync-store.ts',
      'src/lib/app/sync-folder-port.ts',
    ],
    may: ['ports', 'domain'],
    mayTypes: ['worker-api'],
    packages: [],
  },
  {
    name: 'compose',
    under: [
      'src/lib/app/compose.ts',
      'src/lib/app/compose-backups.ts',
      'src/lib/app/compose-rarely.ts',
      'src/lib/app/compose-sync.ts',
    ],
    may: [
      'compose',
      'app',
      'ports',
      'domain',
      'formats',
      'db',
      'platform',
      'worker-client',
      'worker-host',
    ],
    mayTypes: ['worker-api'],
    packages: [],
  },
  {
    name: 'app',
    under: ['src/lib/app/'],
    may: ['app', 'ports', 'domain'],
    mayTypes: ['worker-api'],
    packages: [],
  },
  {
    name: 'db',
    under: ['src/lib/db/'],
    may: ['db', 'ports', 'domain'],
    packages: ['dexie'],
  },
  {
    name: 'worker-api',
    under: ['src/lib/worker/api.ts', 'src/lib/worker/backup-api.ts'],
    may: ['domain'],
    mayTypes: ['ports', 'formats'],
    packages: [],
  },
  {
    name: 'engine',
    under: ['src/lib/worker/engine/', 'src/lib/worker/jobs/'],
    may: ['engine', 'worker-api', 'formats', 'domain'],
    mayTypes: ['ports'],
    packages: [],
  },
  {
    name: 'worker-client',
    under: ['src/lib/worker/client.ts', 'src/lib/worker/client/'],
    may: ['worker-client', 'worker-api', 'domain'],
    mayTypes: ['ports'],
    packages: ['comlink'],
  },
  {
    name: 'worker-host',
    under: ['src/lib/worker/'],
    may: ['worker-host', 'worker-api', 'engine', 'db', 'formats', 'ports', 'domain'],
    packages: ['comlink', 'temporal-polyfill/**'],
  },
  {
    name: 'platform',
    under: ['src/lib/platform/'],
    may: ['platform', 'ports', 'domain'],
    packages: ['uuid', 'workbox-window', 'temporal-polyfill/**'],
  },
  { name: 'i18n', under: ['src/lib/i18n/'], may: ['i18n', 'domain'], packages: SVELTE },
  {
    // Runes and what is handed through the context: components get these as props.
    name: 'state',
    under: ['src/lib/state/*.svelte.ts', 'src/lib/state/app-context.ts'],
    may: ['state', 'state-rules', 'app', 'ports', 'worker-api', 'i18n', 'domain'],
    packages: [...SVELTE, ...APP_MODULES],
  },
  {
    // Plain functions beside them: addresses, rows, text to quantity.
    name: 'state-rules',
    under: ['src/lib/state/'],
    may: ['state-rules', 'worker-api', 'i18n', 'domain'],
    mayTypes: ['state', 'app', 'ports'],
    packages: [],
  },
  {
    name: 'charts',
    under: ['src/lib/ui/charts/'],
    may: ['charts', 'ui', 'state-rules', 'i18n', 'domain'],
    mayTypes: ['state'],
    packages: [...SVELTE, 'chart.js', 'chart.js/**'],
  },
  {
    name: 'ui',
    under: ['src/lib/ui/'],
    may: ['ui', 'charts', 'state-rules', 'worker-api', 'i18n', 'domain'],
    mayTypes: ['state'],
    packages: [...SVELTE, ...APP_MODULES, '@lucide/svelte/**'],
  },
  {
    name: 'root-layout',
    under: ['src/routes/+layout.ts', 'src/routes/+layout.svelte', 'src/routes/AppRoot.svelte'],
    may: ['root-layout', 'routes', 'ui', 'state', 'state-rules', 'i18n', 'compose', 'domain'],
    mayTypes: ['app', 'ports'],
    packages: [...SVELTE, ...APP_MODULES, '@lucide/svelte/**'],
  },
  {
    name: 'routes',
    under: ['src/routes/'],
    may: ['routes', 'ui', 'state', 'state-rules', 'i18n'],
    mayTypes: ['domain'],
    packages: [...SVELTE, ...APP_MODULES, '@sveltejs/kit', '@lucide/svelte/**'],
  },
  {
    name: 'entry',
    under: ['src/hooks.client.ts', 'src/app.d.ts'],
    may: ['platform', 'domain'],
    packages: ['@sveltejs/kit', ...APP_MODULES],
  },
  {
    name: 'service-worker',
    under: ['src/service-worker.ts'],
    may: ['platform'],
    packages: ['$service-worker'],
  },
  {
    name: 'cli',
    under: ['src/cli/'],
    may: ['cli', 'domain', 'formats', 'engine', 'worker-api'],
    packages: ['node:*', 'temporal-polyfill/**'],
  },
];

/** Packages that one place of the house uses, wherever its floor would allow them. */
const onlyImporters = [
  { packages: ['dexie'], under: 'src/lib/db/' },
  { packages: ['comlink'], under: 'src/lib/worker/' },
  { packages: ['papaparse'], under: 'src/lib/formats/' },
  { packages: ['chart.js'], under: 'src/lib/ui/charts/' },
  { packages: ['fflate', 'age-encryption'], under: 'src/lib/formats/' },
];

module.exports = { floors, onlyImporters };
