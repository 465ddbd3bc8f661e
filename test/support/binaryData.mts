import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

import type { Container as Containers } from '@n8n/di';
import { BinaryDataConfig, BinaryDataService } from 'n8n-core';

const load = createRequire(join(process.cwd(), 'package.json'));

/** The container that n8n's engine uses. Other copies of the package may be installed. */
const { Container } = load(
	load.resolve('@n8n/di', { paths: [dirname(load.resolve('n8n-core'))] }),
) as { Container: typeof Containers };

/**
 * Sets up the binary data storage of n8n's engine, as n8n's server does.
 *
 * @param folder where to store the data; in memory if omitted
 * @returns the service, so that tests can read the data directly
 */
export async function keepBinaryData(folder?: string): Promise<BinaryDataService> {
	const config = Object.assign(Object.create(BinaryDataConfig.prototype) as BinaryDataConfig, {
		mode: 'filesystem',
		localStoragePath: folder,
	});
	const service = new BinaryDataService(config, {} as never, {} as never);
	// Without a storage location, the service keeps all data in memory.
	if (folder !== undefined) await service.init();
	Container.set(BinaryDataService, service);
	return service;
}
