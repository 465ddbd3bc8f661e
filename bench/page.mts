import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { ROOT } from '../scripts/ensure-installed.mjs';
import { answersTable } from './answers.mts';
import { chart } from './chart.mts';
import { asMarkdown } from './table.mts';
import type { Figures } from './types.mts';

const DOCS = join(ROOT, 'docs');

/** Conditions that make the figures less reliable. */
function conditions({ machine: { quick, load, cores } }: Figures): string {
	const notes = [
		...(quick
			? ['**This was a quick run** with few rounds, a smaller list and windows of 1.5 seconds.']
			: []),
		...(Math.max(...load) > cores
			? ['**The machine was busy with other work**, so everything took longer than usual.']
			: []),
	];
	return notes.length > 0 ? `\n${notes.join(' ')}\n` : '';
}

function page(figures: Figures): string {
	const { machine } = figures;
	return `# Benchmarks

\`npm run bench\` measures and writes this page. \`npm run bench -- --json\` prints the figures as JSON, \`--quick\` takes a minute, and
\`--n8n\` adds a real n8n.

![Seconds for 1,000 meetings](images/bench.svg)

Node ${machine.node}, ${machine.cores} cores (${machine.cpu}), load average ${machine.load[0]} before and ${machine.load[1]} after. The figures are medians of
${machine.rounds} alternating rounds (A B A B) after one warm-up. The nodes run as published, in n8n's own engine (n8n-core). The emulator stands
in for HubSpot, in its own process, for every candidate. Absolute times depend on the machine, so compare the ratios.
${conditions(figures)}
${asMarkdown(figures)}

## How long a single item waits

With one item, HubSpot's answers take most of the time. The node asks at the same time what it can. The table says how many answers come
one after the other.

${answersTable()}

## How it is measured

- **The node without a server** is the same node with a transport that answers immediately. It shows what n8n's engine and the node
  itself cost.
- **Bare axios** and **HubSpot's own client** send the same ten batches at once and collect the IDs. The client's limiter is off.
- **n8n's own HubSpot node** is a copy of the node in n8n 2.41, with the emulator's URL instead of its fixed host. It supports five
  fields, and sends one request per item to the v1 API, one after the other. The emulator answers in about a millisecond. If answers take
  longer, only the number of requests matters.
- **Many items**: twelve properties each. A stall is the longest time in which n8n's event loop did nothing else: answer a webhook, run
  another workflow.
- **A file on disk**: n8n's binary data mode \`filesystem\`. Additional memory is the peak of a process that has already moved a small
  file, less what it held before. In n8n's memory mode, n8n itself holds the whole file.
- **Under a rate limit**, every meeting has its own title. Lost and duplicate meetings are counted in the emulator's account. "At best" is
  the time that the limit itself requires.
- **Return All** shows the peak memory of a whole process. One process loads n8n's engine, the other only axios.
- **Answers in a row** are counted by a server between the node and the emulator. It holds all requests until the node has nothing more to
  ask, and then passes on all answers. \`npm test\` checks each number.
- **Loading** is the processor time in addition to n8n-workflow, the lowest of seven processes.
`;
}

/** Writes the page and its chart. */
export async function writePage(figures: Figures): Promise<void> {
	await mkdir(join(DOCS, 'images'), { recursive: true });
	await writeFile(join(DOCS, 'bench.md'), page(figures));
	if (figures.create1000)
		await writeFile(join(DOCS, 'images', 'bench.svg'), chart(figures.create1000, figures.machine));
}
