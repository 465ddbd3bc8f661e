import type { Context } from '../http/server.mts';
import type { Mount } from '../http/router.mts';
import { VERSIONS } from '../http/versions.mts';
import { accountInfoRoutes } from './account-info.mts';
import { objectRoutes } from './objects.mts';
import { ownerRoutes } from './owners.mts';
import { propertyRoutes } from './properties.mts';
import { searchRoutes } from './search.mts';

/** Every route of the API, in every version. */
export function mounts(context: Context): Mount[] {
	return VERSIONS.flatMap((version) => [
		...version.objects.map((prefix) => ({ prefix, routes: [...objectRoutes, ...searchRoutes] })),
		{ prefix: version.owners, routes: ownerRoutes },
		{ prefix: version.properties, routes: propertyRoutes },
		{ prefix: version.accountInfo, routes: accountInfoRoutes(() => context.limiter) },
	]);
}
