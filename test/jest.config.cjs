/** One suite: rules beside their files, behaviours under test/. Each file that needs a database clones its own from the template. */
module.exports = {
  rootDir: '..',
  testEnvironment: 'node',
  testMatch: [
    '<rootDir>/libs/**/*.spec.ts',
    '<rootDir>/apps/**/*.spec.ts',
    '<rootDir>/seeds/**/*.spec.ts',
    '<rootDir>/test/**/*.spec.ts',
  ],
  modulePathIgnorePatterns: ['<rootDir>/dist', '<rootDir>/.data'],
  moduleNameMapper: {
    '^#(migrations|seeds)/(.*)$': '<rootDir>/$1/$2',
    '^#(\\w+)/(.*)$': '<rootDir>/libs/$1/$2',
  },
  transform: { '^.+\\.[cm]?[jt]s$': '<rootDir>/test/transform.cjs' },
  transformIgnorePatterns: [],
  setupFiles: ['reflect-metadata'],
  testTimeout: 60_000,
  // Also with two cores: much of a test is waiting. A worker that has grown is replaced.
  maxWorkers: 2,
  workerIdleMemoryLimit: '1500MB',
}
