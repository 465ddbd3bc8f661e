/** @type {import('jest').Config} */
module.exports = {
	testEnvironment: 'node',
	testMatch: ['<rootDir>/test/**/*.test.mts'],
	// Takes minutes: npm run test:simulation.
	testPathIgnorePatterns: ['/node_modules/', 'simulations\\.test\\.mts$'],
	moduleFileExtensions: ['mts', 'ts', 'js', 'mjs', 'cjs', 'json', 'node'],
	transform: {
		'^.+\\.m?ts$': [
			'@swc/jest',
			{
				jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
				module: { type: 'commonjs' },
			},
		],
	},
	modulePathIgnorePatterns: [
		'<rootDir>/dist/',
		'<rootDir>/.n8n-demo/',
		'<rootDir>/demo/node_modules/',
	],
	// Far beyond what any test takes, also on a machine that does other things: what hangs is still found.
	testTimeout: 120_000,
};
