/** The tests of operations, pickers and events: each has to pass with every version of HubSpot's API. */
const OPERATIONS = [
	'test/nodes/HubSpotMeetings/{association,attachment,meeting,schedulingPage}/**/*.test.mts',
	'test/nodes/HubSpotMeetings/methods*.test.mts',
	'test/nodes/HubSpotMeetingsTrigger/events.test.mts',
];

/** What a run of jest says of the version: beside each file's name, and to the tests (test/support/versions.mts). */
const VERSIONS = ['v3', '2026-03', '2026-09'];

/** @type {import('jest').Config} */
const common = {
	testEnvironment: 'node',
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
};

/** @type {import('jest').Config} */
module.exports = {
	// Far beyond what any test takes, also on a machine that does other things: what hangs is still found.
	testTimeout: 120_000,
	// Each file loads n8n's engine anew: a process that has run many of them holds gigabytes, so it makes room for another.
	workerIdleMemoryLimit: '1GB',
	maxWorkers: 2,
	projects: [
		{
			...common,
			displayName: 'once',
			testMatch: ['<rootDir>/test/**/*.test.mts', ...OPERATIONS.map((files) => `!**/${files}`)],
			// Takes minutes: npm run test:simulation.
			testPathIgnorePatterns: ['/node_modules/', 'simulations\\.test\\.mts$'],
		},
		...VERSIONS.map((version) => ({
			...common,
			displayName: version,
			testMatch: OPERATIONS.map((files) => `<rootDir>/${files}`),
			globals: { HUBSPOT_API_VERSION: version },
		})),
	],
};
