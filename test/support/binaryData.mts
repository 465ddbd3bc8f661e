import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

import type { Container as Containers } from '@n8n/di';
import { BinaryDataConfig, BinaryDataService } from 'n8n-core';

const load = createRequire(join(process.cwd(), 'package.json'));

/** The engine's own: there may be several of the package. */
const { Container } = load(
	load.resolve('@n8n/di', { paths: [dirname(load.resolve('n8n-core'))] }),
) as { Container: typeof Containers };

/**
 * Where n8n's engine keeps binary data, as n8n's server sets it up: in a folder, or in memory.
 *
 * @returns the service, for looking past the nodes
 */
export async function keepBinaryData(folder?: string): Promise<BinaryDataService> {
	const config = Object.assign(Object.create(BinaryDataConfig.prototype) as BinaryDataConfig, {
		mode: 'filesystem',
		localStoragePath: folder,
	});
	const service = new BinaryDataService(config, {} as never, {} as never);
	// Without a place to keep anything, it keeps all in memory.
	if (folder !== undefined) await service.init();
	Container.set(BinaryDataService, service);
	return service;
}
