const lwcConfig = require('@salesforce/eslint-config-lwc');
const jestPlugin = require('eslint-plugin-jest');
const tseslint = require('typescript-eslint');

const COMPONENTS = 'force-app/**/lwc/**/*.ts';
const COMPONENT_TESTS = 'force-app/**/lwc/**/__tests__/**/*.ts';
const NODE_SOURCES = [
    'local-org/{bin,src,test,build,bench,conformance}/**/*.{ts,mjs}',
    'scripts/**/*.{ts,mjs}',
    'test/**/*.ts'
];
const BROWSER_SOURCES = 'local-org/src/lwc-host/browser/**/*.js';

const withFiles = (configs, files, ignores = []) => configs.map((config) => ({ ...config, files, ignores }));

/** Findings that need the types of a program; the rules of every other kind are in the recommended set. */
const TYPE_AWARE = {
    '@typescript-eslint/await-thenable': 'error',
    '@typescript-eslint/no-floating-promises': 'error',
    '@typescript-eslint/no-misused-promises': 'error',
    '@typescript-eslint/only-throw-error': 'error',
    '@typescript-eslint/switch-exhaustiveness-check': 'error'
};

const UNUSED = {
    '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', destructuredArrayIgnorePattern: '^_' }
    ]
};

module.exports = tseslint.config(
    {
        ignores: [
            '**/node_modules/',
            '**/.local-org/',
            '**/coverage/',
            '**/test-results/',
            '**/generated/',
            // Generated from the TypeScript beside it.
            'force-app/**/lwc/**/*.js',
            // Projects of their own that only tests read.
            'local-org/test/lwc-host/fixture/',
            'local-org/test/sf/project/'
        ]
    },
    ...withFiles(lwcConfig.configs.recommendedTs, [COMPONENTS]),
    {
        files: [COMPONENTS],
        ignores: [COMPONENT_TESTS],
        plugins: { '@typescript-eslint': tseslint.plugin },
        languageOptions: {
            parser: tseslint.parser,
            parserOptions: { project: './tsconfig.lwc.json', tsconfigRootDir: __dirname }
        },
        rules: {
            ...TYPE_AWARE,
            ...UNUSED,
            '@typescript-eslint/no-explicit-any': 'error',
            // The base rule takes names in types for variables.
            'no-unused-vars': 'off',
            // `void` says that a promise is left alone on purpose, which no-floating-promises asks for.
            'no-void': 'off'
        }
    },
    {
        files: [COMPONENT_TESTS, 'jest-mocks/**/*.ts'],
        plugins: { jest: jestPlugin, '@typescript-eslint': tseslint.plugin },
        languageOptions: { parser: tseslint.parser, globals: jestPlugin.environments.globals.globals },
        rules: {
            ...jestPlugin.configs['flat/recommended'].rules,
            ...UNUSED,
            'no-unused-vars': 'off',
            'no-void': 'off',
            // Steps of a test follow each other.
            'no-await-in-loop': 'off'
        }
    },
    ...withFiles(tseslint.configs.recommended, NODE_SOURCES),
    {
        files: NODE_SOURCES,
        rules: {
            ...UNUSED,
            eqeqeq: ['error', 'always', { null: 'ignore' }],
            // A walk along linked objects begins at `this`.
            '@typescript-eslint/no-this-alias': 'off',
            'no-console': 'off',
            'no-throw-literal': 'error'
        }
    },
    {
        files: [BROWSER_SOURCES],
        languageOptions: {
            sourceType: 'module',
            globals: Object.fromEntries(
                [
                    'document',
                    'window',
                    'location',
                    'fetch',
                    'crypto',
                    'console',
                    'CustomEvent',
                    'EventSource',
                    'URLSearchParams'
                ].map((name) => [name, 'readonly'])
            )
        },
        rules: {
            'no-undef': 'error',
            'no-unused-vars': ['error', { args: 'none' }],
            eqeqeq: 'error',
            'prefer-const': 'error'
        }
    }
);
