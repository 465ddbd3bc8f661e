import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { ROOT } from '../scripts/ensure-installed.mjs';
import { chart } from './chart.mts';
import { asMarkdown } from './table.mts';
import type { Figures } from './types.mts';

const DOCS = join(ROOT, 'docs');

/** What a reader has to know before believing the figures. */
function conditions({ machine: { quick, load, cores } }: Figures): string {
	const notes = [
		...(quick
			? ['**This was a quick run**: few rounds, a smaller list, windows of 1.5 seconds.']
			: []),
		...(Math.max(...load) > cores
			? ['**The machine was busy with other work**: everything took longer than it does alone.']
			: []),
	];
	return notes.length > 0 ? `\n${notes.join(' ')}\n` : '';
}

function page(figures: Figures): string {
	const { machine } = figures;
	return `# What it costs, measured

\`npm run bench\` measures this and writes this page; \`npm run bench -- --json\` prints the figures as one JSON object,
\`--quick\` takes a minute, \`--n8n\` adds the real n8n.

![Seconds for a thousand meetings, by way](images/bench.svg)

Node ${machine.node}, ${machine.cores} cores (${machine.cpu}), load average ${machine.load[0]} before and ${machine.load[1]} after. Medians of
${machine.rounds} rounds in turn (A B A B), after one to warm up. The nodes are the package as it ships, in n8n's own engine (n8n-core); HubSpot
is the emulator, in a process of its own, the same for everybody. Absolute times belong to the machine; the ratios are what counts.
${conditions(figures)}
${asMarkdown(figures)}

## How it is measured

- **n8n's engine alone**: the node's own description with a request function that answers at once. n8n looks at every property of a
  description twice for each item, and resolves every expression three times: that is the part of the time that no node can save.
- **bare axios** and **HubSpot's own client** send the same ten batches, all at once, and collect the ids. The client's limiter is off.
- **n8n's own HubSpot node** is a copy of the one in n8n 2.41 whose hard-coded host is replaced by the emulator's. It knows five fields,
  sends a request an item, one after the other, to the v1 API. The emulator answers in about a millisecond; where
  answers take longer, the number of requests is all that counts.
- **Under a limit** every meeting has a title of its own: what was lost or doubled is counted in the emulator's account. "At best" is what the
  limit alone takes: a window between each windowful of requests.
- **Return All** counts the peak resident memory of a whole process: n8n's engine is loaded in one, axios alone in the other.
- **Loading** is the processor's time beyond n8n-workflow, the least of seven processes.
`;
}

/** Writes the page and its chart. */
export async function writePage(figures: Figures): Promise<void> {
	await mkdir(join(DOCS, 'images'), { recursive: true });
	await writeFile(join(DOCS, 'bench.md'), page(figures));
	if (figures.create1000)
		await writeFile(join(DOCS, 'images', 'bench.svg'), chart(figures.create1000, figures.machine));
}
