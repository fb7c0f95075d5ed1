// The directions in which lib/ and bin/ may import. Types count like values: who needs a type of another place's needs
// it in lib/model/.

/**
 * @param {string} stage a directory of lib/ that works between the documents of lib/model/ and knows no other place
 * @param {string} comment
 * @param {string} places beside its own and lib/model/, separated by `|`
 */
function stageKnowsModelOnly(stage, comment, places = stage) {
  return {
    name: `${stage}-imports-model-only`,
    comment,
    severity: 'error',
    from: { path: `^lib/${stage}/` },
    to: { path: '^(lib|bin|test)/', pathNot: `^lib/(${stage}|${places}|model)/` },
  };
}

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'model-imports-nothing',
      comment: 'lib/model/ is what all places share: what needs a library or another place belongs in a stage.',
      severity: 'error',
      from: { path: '^lib/model/' },
      to: { pathNot: '^(lib/model/|package\\.json$)' },
    },
    stageKnowsModelOnly(
      'assembly',
      'Reading the code ends with a LocalStack of lib/model/: what goes on with it belongs in a later stage, joined by lib/check.ts.',
      'files',
    ),
    stageKnowsModelOnly('files', 'lib/files/ reads text and knows nothing of what it says.'),
    stageKnowsModelOnly(
      'aws',
      'lib/aws/ brings answers home in the words of lib/model/: what they mean is for lib/resolve/ and lib/compare/, joined by lib/check.ts.',
    ),
    stageKnowsModelOnly(
      'resolve',
      'lib/resolve/ asks through the one-method interface Facts: who answers it is for lib/check/ to say.',
    ),
    stageKnowsModelOnly(
      'fields',
      'The field table is data: what is done with a row belongs in lib/compare/, its type in lib/model/field.ts.',
    ),
    stageKnowsModelOnly(
      'compare',
      'lib/compare/ gets the field table as an argument and knows nothing of ECS: facts belong in a row of lib/fields/.',
    ),
    stageKnowsModelOnly(
      'report',
      'Renderers see the finished report only, so that a saved one can be rendered again: work things out before it is built.',
    ),
    stageKnowsModelOnly(
      'cdk',
      'lib/cdk/ starts the command as a child process and holds no drift logic: that belongs in the stages behind lib/check.ts.',
    ),
    {
      name: 'cli-imports-check-report-model-only',
      comment: 'lib/cli/ is options, output and exit codes: what it needs of the stages goes through lib/check.ts.',
      severity: 'error',
      from: { path: '^lib/cli/' },
      to: { path: '^(lib|bin|test)/', pathNot: '^lib/(cli|report|files|model)/|^lib/check\\.ts$' },
    },
    {
      name: 'check-imports-stages-only',
      comment: 'The driver must run without a command line around it: pass what lib/cli/ knows in CheckOptions.',
      severity: 'error',
      from: { path: '^lib/check(/|\\.ts$)' },
      to: { path: '^(lib/cli/|lib/cdk/|lib/index\\.ts$|bin/|test/)' },
    },
    {
      name: 'driver-stays-in-check',
      comment:
        'lib/check/ is the inside of lib/check.ts: others import lib/check.ts, and what they need of it is exported there.',
      severity: 'error',
      from: { path: '^(lib|bin)/', pathNot: '^lib/check(/|\\.ts$)' },
      to: { path: '^lib/check/' },
    },
    {
      name: 'index-imports-public-api-only',
      comment:
        "lib/index.ts exports the check, the report and its renderers; the insides of a stage are nobody else's business.",
      severity: 'error',
      from: { path: '^lib/index\\.ts$' },
      to: { path: '^(lib|bin|test)/', pathNot: '^lib/(check\\.ts$|report/|model/|cdk/)' },
    },
    {
      name: 'bin-imports-cli-only',
      comment: 'bin/ecs-drift.ts starts lib/cli/; code that does something belongs there.',
      severity: 'error',
      from: { path: '^bin/', pathNot: '^bin/demo-app\\.ts$' },
      to: { path: '^(lib|test)/', pathNot: '^lib/cli/' },
    },
    {
      name: 'demo-app-imports-cdk-only',
      comment: 'bin/demo-app.ts is an app like that of any user: it knows the CDK and, for ignore rules, lib/cdk/.',
      severity: 'error',
      from: { path: '^bin/demo-app\\.ts$' },
      to: { path: '^(lib|test)/', pathNot: '^lib/cdk/' },
    },
    {
      name: 'no-tests-in-product',
      comment: 'test/ is not in the package: what the product needs belongs in lib/.',
      severity: 'error',
      from: { path: '^(lib|bin)/' },
      to: { path: '^test/' },
    },
    {
      name: 'files-only-at-the-edges',
      comment:
        'Only lib/assembly/, lib/cli/ and, for both, lib/files/ touch files: read there and pass the contents on.',
      severity: 'error',
      from: { path: '^lib/', pathNot: '^lib/(assembly|cli|files)/' },
      to: { path: '^(node:)?fs(/promises)?$' },
    },
    {
      name: 'aws-sdk-in-aws-only',
      comment:
        'The AWS SDK is loaded in lib/aws/ only: add a read there and a method to the port in lib/check/aws-ports.ts.',
      severity: 'error',
      from: { path: '^(lib|bin)/', pathNot: '^lib/aws/' },
      to: { path: '(^|/)@(aws-sdk|smithy)/' },
    },
    {
      name: 'cdk-in-cdk-only',
      comment: 'The command must run where aws-cdk-lib is not installed: what needs it belongs in lib/cdk/.',
      severity: 'error',
      from: { path: '^(lib|bin)/', pathNot: '^(lib/cdk/|bin/demo-app\\.ts$)' },
      to: { path: '(^|/)(aws-cdk-lib|constructs)(/|$)' },
    },
    {
      name: 'installed-packages-only',
      comment: 'What lib/ imports must come with the package: name it under dependencies, not devDependencies.',
      severity: 'error',
      from: { path: '^lib/', pathNot: '^lib/cdk/' },
      to: {
        dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown', 'unknown'],
        dependencyTypesNot: ['type-only', 'type-import'],
      },
    },
    {
      name: 'no-missing-modules',
      comment: 'The module is not there: a file was renamed, or a package is not installed.',
      severity: 'error',
      from: { path: '^(lib|bin)/' },
      to: { couldNotResolve: true },
    },
    {
      name: 'no-cycles',
      comment:
        "Move what both need into a file of its own. Free is only the walk over a property's shape, lib/compare/align-*: " +
        'an object holds properties, and those objects, so it is as recursive as what it walks over.',
      severity: 'error',
      from: { path: '^(lib|bin)/', pathNot: '^lib/compare/align-' },
      to: { circular: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: 'specify',
  },
};
