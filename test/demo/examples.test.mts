import { execFile } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

import type { Workflow } from '../../demo/types.mts';

const CREDENTIAL = { id: '1', name: 'HubSpot account' };

/** Reads the examples as the demo does. It runs in a separate process, because jest can't load the demo's modules. */
const SCRIPT = `
	const { readExamples } = await import('./demo/examples.mts');
	const side = { adapt: (workflow) => workflow };
	console.log(JSON.stringify(await readExamples(${JSON.stringify(CREDENTIAL)}, side)));
`;

test('the demo opens each example once, but not the single tools', async () => {
	const { stdout } = await promisify(execFile)(process.execPath, [
		'--import=tsx',
		'--input-type=module',
		'--eval',
		SCRIPT,
	]);
	const workflows = JSON.parse(stdout) as Workflow[];
	const files = readdirSync(join(process.cwd(), 'examples')).filter((file) =>
		file.endsWith('.json'),
	);
	expect(workflows).toHaveLength(files.length);
	const tools = workflows
		.flatMap(({ nodes }) => nodes)
		.filter(({ type }) => type.endsWith('hubSpotMeetingsTool'));
	expect(tools.length).toBeGreaterThan(16);
	for (const { credentials } of tools) {
		expect(credentials).toEqual({ hubSpotMeetingsApi: CREDENTIAL });
	}
});
