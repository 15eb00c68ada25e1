/** The layers of docs/decisions and README: what may import what. */
module.exports = {
  forbidden: [
    {
      name: 'no-circular',
      comment:
        'A cycle means that two files are one idea, or that a dependency points the wrong way.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'domain-is-pure',
      comment: 'Rules know no Strapi, no Node, no database: only themselves.',
      severity: 'error',
      from: { path: '^src/domain/' },
      to: { pathNot: '^src/domain/' },
    },
    {
      name: 'contracts-are-types',
      comment: 'Request and response types may use the domain and nothing else.',
      severity: 'error',
      from: { path: '^src/contracts/' },
      to: { pathNot: '^src/(contracts|domain)/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'admin-never-imports-server',
      comment:
        'The panel runs in a browser. It shares contracts, domain and messages with the server.',
      severity: 'error',
      from: { path: '^src/(admin|plugins/[^/]+/admin)/' },
      to: {
        path: '^(src|config|database)/',
        pathNot: '^src/(admin|contracts|domain|messages|plugins/[^/]+/(admin|shared))/',
      },
    },
    {
      name: 'server-never-imports-admin',
      severity: 'error',
      from: { pathNot: '^(src/(admin|plugins/[^/]+/(admin|strapi-admin))|tests)' },
      to: { path: '^src/(admin|plugins/[^/]+/admin)/' },
    },
    {
      name: 'plugins-stand-alone',
      comment: 'What two plugins share is domain, contracts or a module beside them.',
      severity: 'error',
      from: { path: '^src/plugins/([^/]+)/' },
      to: { path: '^src/plugins/', pathNot: '^src/plugins/$1/' },
    },
    {
      name: 'demo-stays-out',
      comment: 'Nothing that runs in production reaches the demo.',
      severity: 'error',
      from: { pathNot: '^(src/demo|scripts|tests|bench)/' },
      to: { path: '^src/demo/' },
    },
    {
      name: 'settings-are-pure',
      comment: 'Settings are checked before anything is loaded.',
      severity: 'error',
      from: { path: '^src/settings/' },
      to: { pathNot: '^src/(settings|domain)/' },
    },
    {
      name: 'migrations-import-nothing-of-ours',
      comment: 'A migration must do tomorrow what it does today.',
      severity: 'error',
      from: { path: '^database/migrations/' },
      to: { path: '^(src|config)/' },
    },
    {
      name: 'no-tests-in-the-product',
      severity: 'error',
      from: { path: '^(src|config|database)/' },
      to: { path: '^(tests|bench|scripts)/' },
    },
    {
      name: 'one-door-to-openid-client',
      comment: 'So that its checks cannot be forgotten at a second place.',
      severity: 'error',
      from: { path: '^src/', pathNot: '/oidc/oidc-client\\.ts$' },
      to: { path: '^node_modules/openid-client/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'one-door-to-pkijs',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(plugins/gov-oidc/server/src/certificate|demo/)' },
      to: { path: '^node_modules/(pkijs|asn1js)/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'no-enterprise-edition',
      comment: 'Code of Strapi EE is licensed separately and is not used.',
      severity: 'error',
      from: {},
      to: { path: '(^|/)ee/|@strapi/(review-workflows|content-releases)' },
    },
    {
      name: 'declared-dependencies-only',
      comment: 'What is imported stands in package.json, at a version that we chose.',
      severity: 'error',
      from: { path: '^(src|config|database|scripts)/' },
      to: {
        dependencyTypes: ['npm-no-pkg', 'npm-unknown', 'npm-dev'],
        dependencyTypesNot: ['type-only'],
      },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|build|types/generated)/' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    // The plugins have a package.json for Strapi, without dependencies of their own.
    combinedDependencies: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default'],
    },
  },
};
