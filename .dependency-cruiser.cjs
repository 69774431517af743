/** Who may import whom: the house rules of docs/decisions/001-house.md, checked. */
const module_ = (names) => `^app/(${names})/`;

// Leftward only: each module and what it may not reach.
const rightOf = {
  scoring: 'i18n|identity|contest|rubric|audit|judging|publication|routes',
  i18n: 'contest|rubric|audit|judging|publication|routes',
  identity: 'contest|rubric|audit|judging|publication|routes',
  contest: 'rubric|audit|judging|publication|routes',
  rubric: 'audit|judging|publication|routes',
  audit: 'judging|publication|routes',
  judging: 'audit|publication|routes',
  publication: 'routes',
};

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'no-circles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'scoring-imports-nothing',
      comment: 'No clock, no I/O: scoring is numbers in, numbers out.',
      severity: 'error',
      from: { path: '^app/scoring/', pathNot: '\\.test\\.ts$' },
      to: { pathNot: '^app/scoring/' },
    },
    ...Object.entries(rightOf).map(([name, others]) => ({
      name: `${name}-leftward-only`,
      severity: 'error',
      from: { path: module_(name), pathNot: '\\.test\\.ts$' },
      to: { path: module_(others) },
    })),
    {
      name: 'ui-only-from-components',
      comment: 'A module may bring components of its own (.tsx); its logic knows no screen.',
      severity: 'error',
      from: { path: '^app/(scoring|i18n|identity|contest|rubric|audit|judging|publication)/', pathNot: '\\.tsx$' },
      to: { path: '^app/ui/' },
    },
    {
      name: 'routes-never-db',
      severity: 'error',
      from: { path: '^app/(routes|ui)/' },
      to: { path: '^db/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'db-only-from-server-files',
      severity: 'error',
      from: { path: '^app/', pathNot: '\\.server\\.ts$|\\.job\\.ts$|^app/(server|worker)\\.ts$' },
      to: { path: '^db/' },
    },
    { name: 'db-never-app', severity: 'error', from: { path: '^db/' }, to: { path: '^app/' } },
    {
      name: 'nobody-imports-routes',
      severity: 'error',
      from: { pathNot: '^(tests|app/routes)/' },
      to: { path: '^app/routes/' },
    },
    {
      name: 'browser-of-the-worker-only',
      comment:
        'Statically, only the worker side and scripts lead to Lighthouse or Puppeteer. The generator of its HTML report ' +
        'imports nothing but its own templates, no browser: the web process shows stored reports with it.',
      severity: 'error',
      from: { path: '^app/(routes|ui|root|entry|server)' },
      to: {
        path: 'node_modules/(lighthouse|puppeteer)',
        pathNot: 'node_modules/lighthouse/report/generator/report-generator\\.(js|d\\.ts)$',
        reachable: true,
      },
    },
    {
      name: 'no-tsx-on-the-worker-side',
      comment: 'Node strips types, not JSX.',
      severity: 'error',
      from: { path: '^(app/worker\\.ts|app/server\\.ts|scripts/)' },
      to: { path: '\\.tsx$', reachable: true },
    },
    {
      name: 'no-orphan-names',
      severity: 'error',
      from: {},
      to: { path: '/(utils|lib|helpers|common)/', pathNot: 'node_modules' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '\\.css\\?url$', dynamic: true },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json'],
    },
  },
};
