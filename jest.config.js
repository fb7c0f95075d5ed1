// The CDK's validation of synthesized templates takes seconds for each app, and is not what is tested here.
process.env.CDK_VALIDATION = 'false';

/** @type {import('jest').Config} */
module.exports = {
  testEnvironment: 'node',
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      { jsc: { target: 'es2022', parser: { syntax: 'typescript' } }, module: { type: 'commonjs' } },
    ],
  },
  modulePathIgnorePatterns: ['<rootDir>/dist', 'cdk.out'],
  testTimeout: 180_000,
  // Also the core that jest keeps for itself: it has nothing to do while the tests run.
  maxWorkers: '100%',
};
