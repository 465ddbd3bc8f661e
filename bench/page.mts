import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { DEMO } from '../demo/paths.mts';
import { ROOT } from '../scripts/ensure-installed.mjs';
import { answersTable } from './answers.mts';
import { chart } from './chart.mts';
import { PROCESSES } from './files.mts';
import { LISTS } from './list50000.mts';
import { asMarkdown } from './table.mts';
import type { Figures } from './types.mts';

const DOCS = join(ROOT, 'docs');

/** Conditions that make the figures less reliable. */
function conditions({ machine: { load, cores } }: Figures): string {
	return Math.max(...load) > cores
		? '\n**The machine was busy with other work**, so everything took longer than usual.\n'
		: '';
}

function page(figures: Figures, n8nVersion: string): string {
	const { machine } = figures;
	return `# Benchmarks

\`npm run bench\` measures and writes this page. \`npm run bench -- --json\` prints the figures as JSON, \`--quick\` takes a minute, and
\`--n8n\` also measures in a real n8n.

![Seconds for 1,000 meetings](images/bench.svg)

Node ${machine.node}, ${machine.cores} cores (${machine.cpu}), load average ${machine.load[0]} before and ${machine.load[1]} after. The figures are medians of
${machine.rounds} rounds, each in random order, after one warm-up. The nodes run as published, in n8n's own engine (n8n-core). For every
candidate, the emulator replaces HubSpot and runs in its own process. Absolute times depend on the machine, so compare the ratios.
${conditions(figures)}
${asMarkdown(figures)}

## How long a single item waits

With one item, most of the time is spent waiting for HubSpot's responses. The node sends requests in parallel where it can. The table shows
how many responses it waits for one after the other.

${answersTable()}

## How it is measured

- **The node without a server** is the same node with a transport that responds immediately. It shows the cost of n8n's engine and
  the node itself.
- **Bare axios** and **HubSpot's own client** send the same ten batches at once and collect the IDs. The client's limiter is off.
- **n8n's own HubSpot node** is a copy of the node in n8n ${n8nVersion}, with the emulator's URL instead of its fixed host. It supports five
  fields, and sends one request per item to the v1 API, one after the other. The emulator responds in about a millisecond. With
  slower responses, only the number of requests matters.
- **Many items**: twelve properties each. A stall is a time in which n8n's event loop is blocked, so that n8n can't respond to webhooks or
  run other workflows.
- **A file on disk**: n8n's binary data mode \`filesystem\`. Additional memory is the peak memory of a process that has already
  transferred a small file, minus its memory before. The highest of ${PROCESSES} processes counts. In n8n's memory mode, n8n itself holds the
  whole file.
- **Under a rate limit**, every meeting has its own title. Lost and duplicate meetings are counted in the emulator's account. "At best" is
  the time that the limit itself requires.
- **Return All**: each process reads the list ${LISTS} times. The first time also includes compiling the code. n8n runs for a long time, so
  the median of the later times is the typical one. The peak memory is measured after the first list. The process with axios doesn't
  load n8n's engine.
- **Consecutive responses** are counted by a server between the node and the emulator. It holds all requests until the node sends no more,
  and then passes on all responses. \`npm test\` checks each number.
`;
}

/** The version of n8n that the demo installs, and whose own HubSpot node is measured. */
async function readN8nVersion(): Promise<string> {
	const manifest = JSON.parse(await readFile(join(DEMO, 'package.json'), 'utf8')) as {
		dependencies: { n8n: string };
	};
	return manifest.dependencies.n8n;
}

/** Writes the page and its chart. */
export async function writePage(figures: Figures): Promise<void> {
	await mkdir(join(DOCS, 'images'), { recursive: true });
	await writeFile(join(DOCS, 'bench.md'), page(figures, await readN8nVersion()));
	if (figures.create1000)
		await writeFile(join(DOCS, 'images', 'bench.svg'), chart(figures.create1000, figures.machine));
}
