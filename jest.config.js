/** Tests of operations, pickers and events. They run with every version of HubSpot's API. */
const OPERATIONS = [
	'test/nodes/HubSpotMeetings/{association,attachment,meeting,schedulingPage}/**/*.test.mts',
	'test/nodes/HubSpotMeetings/methods*.test.mts',
	'test/nodes/HubSpotMeetingsTrigger/events.test.mts',
];

/** The API versions. Jest shows them next to each file name, and test/support/versions.mts reads them. */
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
	// Much longer than any test takes, even on a busy machine. A test that hangs still fails.
	testTimeout: 120_000,
	// Each test file loads n8n's engine again. After many files a worker uses gigabytes of memory, so jest restarts it.
	workerIdleMemoryLimit: '1GB',
	maxWorkers: 2,
	projects: [
		{
			...common,
			displayName: 'once',
			testMatch: ['<rootDir>/test/**/*.test.mts', ...OPERATIONS.map((files) => `!**/${files}`)],
			// The simulations take minutes and have their own command: npm run test:simulation.
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
