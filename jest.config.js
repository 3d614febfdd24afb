const { jestConfig } = require('@salesforce/sfdx-lwc-jest/config');

module.exports = {
    ...jestConfig,
    testMatch: ['<rootDir>/force-app/**/__tests__/**/*.test.ts'],
    modulePathIgnorePatterns: ['<rootDir>/.local-org', '<rootDir>/local-org'],
    moduleNameMapper: {
        // The package brings no stubs of these, or stubs that cannot be observed.
        '^lightning/actions$': '<rootDir>/jest-mocks/lightning/actions',
        '^lightning/modal$': '<rootDir>/jest-mocks/lightning/modal',
        '^lightning/empApi$': '<rootDir>/jest-mocks/lightning/empApi',
        '^@salesforce/apex$': '<rootDir>/jest-mocks/apex',
        '^jest-mocks/(.*)$': '<rootDir>/jest-mocks/$1'
    },
    setupFilesAfterEnv: [...jestConfig.setupFilesAfterEnv, '<rootDir>/jest-setup.cjs'],
    collectCoverageFrom: ['force-app/**/lwc/**/*.ts']
};
