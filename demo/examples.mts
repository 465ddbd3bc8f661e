import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ROOT } from '../scripts/ensure-installed.mjs';
import { NODE_TYPE_PREFIX } from './evidence.mts';
import { CREDENTIAL_TYPE } from './side.mts';
import type { HubSpotSide } from './side.mts';
import type { Workflow } from './types.mts';

/** The example to run first. */
export const FIRST_EXAMPLE = 'guide-main-job.json';

/** Reads the workflows of examples/, starting with `FIRST_EXAMPLE`, and sets the credential in each of our nodes. */
export async function readExamples(
	credential: { id: string; name: string },
	side: HubSpotSide,
): Promise<Workflow[]> {
	const folder = join(ROOT, 'examples');
	const files = (await readdir(folder)).filter((file) => file.endsWith('.json')).sort();
	const ordered = [FIRST_EXAMPLE, ...files.filter((file) => file !== FIRST_EXAMPLE)];
	return await Promise.all(
		ordered.map(async (file) => {
			const workflow = JSON.parse(await readFile(join(folder, file), 'utf8')) as Workflow;
			for (const node of workflow.nodes) {
				if (!node.type.startsWith(NODE_TYPE_PREFIX)) continue;
				node.credentials = { [CREDENTIAL_TYPE]: { id: credential.id, name: credential.name } };
			}
			return side.adapt(workflow);
		}),
	);
}
