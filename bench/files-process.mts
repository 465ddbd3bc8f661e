import { randomFillSync } from 'node:crypto';
import { openSync, closeSync, writeSync, rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BinaryDataService } from 'n8n-core';
import type { IBinaryData, IDataObject, INodeType } from 'n8n-workflow';

import { EMULATOR_TOKEN } from '../emulator/index.mts';
import { keepBinaryData } from '../test/support/binaryData.mts';
import { run } from '../test/support/engine.mts';
import { loadNode } from './engine.mts';
import { serve } from './rpc.mts';
import type { Files } from './types.mts';

const BYTES_OF_MB = 1e6;

const SAMPLE_MS = 5;

const EXECUTION = { type: 'execution', workflowId: 'bench', executionId: 'bench' } as const;

interface Ready {
	node: INodeType;
	service: BinaryDataService;
	folder: string;
}

let ready: Ready | undefined;

const prepared = (): Ready => {
	if (!ready) throw new Error('Nothing has been loaded');
	return ready;
};

/** Stores a file of random bytes. It is written in pieces, so that this process never has all of it in memory. */
async function stored(megabytes: number): Promise<IBinaryData> {
	const { service, folder } = prepared();
	const path = join(folder, 'source.bin');
	const file = openSync(path, 'w');
	const piece = Buffer.alloc(BYTES_OF_MB);
	for (let n = 0; n < megabytes; n++) writeSync(file, randomFillSync(piece));
	closeSync(file);
	const binary = { mimeType: 'video/mp4', fileName: `Call of ${megabytes} MB.mp4`, data: '' };
	return await service.copyBinaryFile(EXECUTION, binary, path);
}

/** @returns the result of `work`, and the peak memory (RSS) during it minus the memory before it, in MB */
async function addedMemory<T>(work: () => Promise<T>): Promise<{ value: T; addedRssMb: number }> {
	global.gc?.();
	const before = process.memoryUsage.rss();
	let highest = before;
	const timer = setInterval(() => {
		highest = Math.max(highest, process.memoryUsage.rss());
	}, SAMPLE_MS);
	const value = await work();
	clearInterval(timer);
	return { value, addedRssMb: Math.round((highest - before) / BYTES_OF_MB) };
}

async function attachment(url: string, parameters: IDataObject, binary?: IBinaryData) {
	const began = performance.now();
	const { json, error } = await run({
		parameters: { resource: 'attachment', ...parameters },
		items: [{}],
		...(binary && { binary: [{ data: binary }] }),
		nodeType: prepared().node,
		credentials: { accessToken: EMULATOR_TOKEN, baseUrl: url },
	});
	if (error) throw error;
	return { json, seconds: (performance.now() - began) / 1000 };
}

/** Uploads a file to a meeting and downloads it again. n8n stores the binary data on disk. */
async function roundTrip(url: string, meetingId: string, megabytes: number) {
	const binary = await stored(megabytes);
	const up = await addedMemory(
		async () => await attachment(url, { operation: 'add', meetingId }, binary),
	);
	const fileIds = String(up.value.json[0]?.id);
	const down = await addedMemory(
		async () => await attachment(url, { operation: 'download', meetingId, options: { fileIds } }),
	);
	return {
		upload: { seconds: up.value.seconds, addedRssMb: up.addedRssMb },
		download: { seconds: down.value.seconds, addedRssMb: down.addedRssMb },
	};
}

const handlers = {
	async measure(url: string, unpacked: string, meetingId: string, megabytes: number) {
		const folder = await mkdtemp(join(tmpdir(), 'hubspot-meetings-files-'));
		try {
			ready = { node: loadNode(unpacked), service: await keepBinaryData(folder), folder };
			// The first round trip also uses memory for code and connections, so it is not measured.
			await roundTrip(url, meetingId, 1);
			return { megabytes, ...(await roundTrip(url, meetingId, megabytes)) } satisfies Files;
		} finally {
			rmSync(folder, { recursive: true, force: true });
		}
	},
};

export type FilesProcess = typeof handlers;

serve(handlers);
