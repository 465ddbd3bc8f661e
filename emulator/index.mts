import type { FastifyInstance } from 'fastify';
import type { AddressInfo } from 'node:net';
import { Account } from './account/account.mts';
import { FaultRules } from './http/faults.mts';
import { RateLimiter } from './http/limits.mts';
import { Recorder } from './http/recorder.mts';
import { buildServer } from './http/server.mts';
import type { Context } from './http/server.mts';
import { addPage } from './page/routes.mts';
import { randomFrom, shuffled } from './random.mts';
import { UTC_OFFSET_MS } from './routes/account-info.mts';
import { mounts } from './routes/mounts.mts';
import { seed } from './seed/seed.mts';
import { TempFolder } from './storage/contents.mts';
import { StorageLinks } from './storage/links.mts';
import { buildStorage } from './storage/server.mts';
import type { Emulator, EmulatorOptions } from './types.mts';

export type * from './types.mts';
export { Account } from './account/account.mts';
export type { StoredRecord } from './account/record.mts';

/** The default access token. It has all scopes. */
export const EMULATOR_TOKEN = 'pat-na1-00000000-0000-4000-8000-000000000000';

const FIRST_ID = 90_000_000_001;

function lagOf(options: EmulatorOptions): () => number {
	const lag = options.searchLagMs ?? 0;
	if (typeof lag === 'number') return () => lag;
	const random = randomFrom(1);
	return () => Math.round(lag.min + random() * (lag.max - lag.min));
}

/** The objects that `reset()` does not replace. */
type Lasting = Pick<Context, 'faults' | 'recorder' | 'folder' | 'links'>;

function contextFrom(options: EmulatorOptions, lasting: Lasting): Context {
	const account = new Account({
		now: options.now ?? (() => Date.now()),
		firstId: options.firstId ?? FIRST_ID,
		searchLag: lagOf(options),
		lateDeletions: options.lateDeletions,
		rules: options.rules,
		linkOnApiBookings: options.linkOnApiBookings,
	});
	seed(account, options.seed ?? 'account');
	const order = options.shuffle ?? 1;
	const random = randomFrom(order || 0);
	return {
		account,
		limiter: new RateLimiter(options.limits ?? false, UTC_OFFSET_MS),
		...lasting,
		tokens: options.tokens ?? { [EMULATOR_TOKEN]: 'all' },
		shuffle: (items) => (order === false ? [...items] : shuffled(items, random)),
		latencyMs: options.latencyMs ?? 0,
	};
}

async function listen(app: FastifyInstance, port = 0): Promise<string> {
	await app.listen({ port, host: '127.0.0.1' });
	return `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`;
}

/**
 * Starts a local HubSpot on 127.0.0.1.
 *
 * @throws if a port is already in use
 */
export async function createEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
	const keep = options.log ?? 10_000;
	const faults = new FaultRules();
	const recorder = new Recorder(keep);
	const folder = new TempFolder();
	const links = new StorageLinks();
	const lasting = { faults, recorder, folder, links };
	const context = contextFrom(options, lasting);
	const downloads = new Recorder(keep);
	const storage = buildStorage(context, downloads);
	links.base = await listen(storage, options.storagePort);
	const app = buildServer(context, mounts(context), (server) => addPage(server, context));
	const url = await listen(app, options.port).catch(async (error: unknown) => {
		await storage.close();
		throw error;
	});
	return {
		url,
		requests: recorder.requests,
		storage: { url: links.base, requests: downloads.requests },
		get account() {
			return context.account;
		},
		faults,
		reset() {
			faults.clear();
			recorder.clear();
			downloads.clear();
			folder.clear();
			Object.assign(context, contextFrom(options, lasting));
		},
		async close() {
			await Promise.all([app.close(), storage.close()]);
			folder.clear();
		},
	};
}
