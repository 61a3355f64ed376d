// The walls of design section 3. Features may use only features to their left in this list.
const features = [
  'missions',
  'people',
  'accounts',
  'strategy',
  'campaigns',
  'media',
  'items',
  'approvals',
  'deliveries',
  'calendar',
  'observing',
  'messages',
  'imports',
  'reading',
  'rating',
  'outcomes',
  'alignment',
  'explainers',
  'questions',
  'alerts',
  'reports',
  'today',
]
const anyMayUse = ['audit', 'notifications']
const leftOnly = features.map((name, index) => ({
  name: `features-right-to-left-${name}`,
  severity: 'error',
  from: { path: `^src/features/${name}/`, pathNot: '\\.test\\.ts$' },
  to: { path: `^src/features/(${features.slice(index + 1).join('|') || 'nothing'})/` },
}))
const testFiles = '\\.test\\.tsx?$'

module.exports = {
  forbidden: [
    // A screen that a route loads when it is opened may name that route: the import is not there when modules are linked.
    {
      name: 'no-circles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['dynamic-import'] } },
    },
    ...leftOnly,
    {
      name: 'features-meet-by-their-faces',
      severity: 'error',
      from: { path: '^src/features/([^/]+)/', pathNot: testFiles },
      to: { path: '^src/features/([^/]+)/', pathNot: ['^src/features/$1/', '^src/features/[^/]+/index\\.ts$'] },
    },
    {
      name: 'audit-and-notifications-use-no-feature-but-missions',
      severity: 'error',
      from: { path: `^src/features/(${anyMayUse.join('|')})/`, pathNot: testFiles },
      to: { path: `^src/features/(${features.filter((name) => name !== 'missions').join('|')})/` },
    },
    {
      name: 'only-main-knows-main',
      severity: 'error',
      from: { path: '^src/(?!main/)', pathNot: testFiles },
      to: { path: '^src/main/' },
    },
    {
      name: 'machinery-knows-no-domain',
      severity: 'error',
      from: { path: '^src/(http|jobs)/', pathNot: testFiles },
      to: { path: '^src/(features|networks|pages|web)/' },
    },
    {
      name: 'ground-stands-on-nothing',
      severity: 'error',
      from: { path: '^src/platform/', pathNot: testFiles },
      to: { path: '^src/(features|networks|pages|http|jobs|contract|web|main)/' },
    },
    {
      name: 'contract-is-schemas',
      severity: 'error',
      from: { path: '^src/contract/' },
      to: { path: '^src/(?!contract/)' },
    },
    {
      name: 'browser-sees-contract-only',
      severity: 'error',
      from: { path: '^src/web/', pathNot: testFiles },
      to: { path: '^src/(?!web/|contract/)' },
    },
    {
      name: 'ui-knows-no-feature',
      severity: 'error',
      from: { path: '^src/web/ui/' },
      to: { path: '^src/web/(features|shell|api)/' },
    },
    {
      name: 'networks-know-no-feature',
      severity: 'error',
      from: { path: '^src/networks/', pathNot: testFiles },
      to: { path: '^src/(features|http|jobs|pages|web|main)/' },
    },
    {
      name: 'features-know-networks-by-their-face',
      severity: 'error',
      from: { path: '^src/features/', pathNot: testFiles },
      to: { path: '^src/networks/(?!(network|index)\\.ts$)' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(\\.test\\.tsx?$|/fixtures/)' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default'] },
  },
}
