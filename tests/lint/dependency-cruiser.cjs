const { floors, onlyImporters } = require('./floors.cjs');

/**
 * The floors over the whole graph, seen from what files really import: what the lint rule sees in one
 * file at a time, plus cycles, orphans, and what is reached through others.
 */

/** @param {string} text */
const escape = (text) => text.replace(/[.+$]/g, '\\$&').replaceAll('*', '[^/]*');

/** @param {string} place */
const inPlace = (place) => (place.endsWith('/') ? escape(place) : `${escape(place)}$`);

/** Files of these floors, and not of one that stands before them in the table. @param {string[]} names */
function filesOf(names) {
  const patterns = floors.flatMap(({ name, under }, index) => {
    if (!names.includes(name)) return [];
    const earlier = floors
      .slice(0, index)
      .flatMap((floor) => floor.under)
      .filter((place) => under.some((own) => place.startsWith(own)));
    const except = earlier.length > 0 ? `(?!${earlier.map(inPlace).join('|')})` : '';
    return [`^${except}(${under.map(inPlace).join('|')})`];
  });
  return patterns.join('|');
}

/** @param {string} source as written in the table */
const packagePath = (source) => escape(source.replace(/\/\*\*$/, ''));

const floorRules = floors.flatMap(({ name, may, mayTypes = [], packages }) => {
  const from = { path: filesOf([name]) };
  const outside = packages.map(packagePath);
  return [
    {
      name: `floor-${name}`,
      severity: 'error',
      from,
      to: { path: '^src/', pathNot: `${filesOf([...may, ...mayTypes])}|\\.css$` },
    },
    ...(mayTypes.length > 0
      ? [
          {
            name: `floor-${name}-types-only`,
            severity: 'error',
            from,
            to: { path: filesOf(mayTypes), dependencyTypesNot: ['type-only'] },
          },
        ]
      : []),
    {
      name: `packages-${name}`,
      severity: 'error',
      from,
      to: {
        path: 'node_modules/',
        ...(outside.length > 0 ? { pathNot: `node_modules/(${outside.join('|')})(/|$)` } : {}),
      },
    },
  ];
});

const importerRules = onlyImporters.map(({ packages, under }) => ({
  name: `only-in-${under}`,
  severity: 'error',
  from: { path: '^src/', pathNot: `^${under}` },
  to: { path: `node_modules/(${packages.map(escape).join('|')})(/|$)` },
}));

/**
 * Files that the framework or the browser starts, and which therefore nobody imports. Components'
 * imports of types are gone before the graph is drawn, so their files look unused: knip judges those.
 */
const ENTRIES = [
  '^src/routes/',
  '^src/hooks\\.client\\.ts$',
  '^src/service-worker\\.ts$',
  '^src/app\\.d\\.ts$',
  '^src/scripts/',
  '^src/cli/main\\.ts$',
  '^src/lib/ui/',
];

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'no-orphans',
      severity: 'error',
      from: { orphan: true, pathNot: ENTRIES },
      to: {},
    },
    {
      name: 'not-found',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '^\\$(app/|service-worker)|\\?' },
    },
    {
      name: 'domain-reaches-no-effects',
      severity: 'error',
      from: { path: filesOf(['domain', 'formats', 'engine']) },
      to: { path: 'node_modules/(dexie|comlink|svelte|workbox-window)/', reachable: true },
    },
    {
      name: 'shipped-code-uses-no-development-package',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(scripts/|app\\.d\\.ts)' },
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg'], dependencyTypesNot: ['type-only'] },
    },
    ...floorRules,
    ...importerRules,
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['svelte', 'browser', 'import', 'default'],
      extensions: ['.ts', '.js', '.mjs', '.svelte', '.d.ts', '.json'],
    },
  },
};
