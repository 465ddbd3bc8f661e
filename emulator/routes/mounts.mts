import type { Mount, Route } from '../http/router.mts';
import type { Context } from '../http/server.mts';
import { NUMBERED, VERSIONS } from '../http/versions.mts';
import { accountInfoRoutes } from './account-info.mts';
import { associationBatchRoutes } from './association-batch.mts';
import { associationRoutes } from './associations.mts';
import { associationsV3BatchRoutes, associationsV3Routes } from './associations-v3.mts';
import { batchRoutes } from './batch.mts';
import { engagementRoutes } from './engagements-v1.mts';
import { fileRoutes } from './files.mts';
import { labelRoutes } from './labels.mts';
import { objectRoutes } from './objects.mts';
import { ownerRoutes } from './owners.mts';
import { pipelineRoutes } from './pipelines.mts';
import { propertyRoutes } from './properties.mts';
import { schemaRoutes } from './schemas.mts';
import { schedulerBookRoutes } from './scheduler-book.mts';
import { schedulerCalendarRoutes } from './scheduler-calendar.mts';
import { schedulerRoutes } from './scheduler.mts';
import { searchRoutes } from './search.mts';

const at = (prefixes: readonly string[], routes: readonly Route[]): Mount[] =>
	prefixes.map((prefix) => ({ prefix, routes }));

/** Every route of the API, in every version. */
export function mounts(context: Context): Mount[] {
	const versioned = VERSIONS.flatMap((version) => [
		...at(version.objects, [...objectRoutes(version), ...batchRoutes(version), ...searchRoutes]),
		...at(version.objectAssociations, associationRoutes(version)),
		...at(version.associations, associationBatchRoutes(version)),
		...at(version.labels, labelRoutes(version)),
		...at([version.owners], ownerRoutes),
		...at([version.files], fileRoutes(context.links)),
		...at([version.properties], propertyRoutes),
		...at(version.schemas, schemaRoutes),
		...at([version.pipelines], pipelineRoutes),
		...at(
			[version.accountInfo],
			accountInfoRoutes(() => context.limiter),
		),
		...at(
			[version.scheduler],
			[...schedulerRoutes(version), ...schedulerBookRoutes, ...schedulerCalendarRoutes],
		),
	]);
	return [
		...versioned,
		...at(NUMBERED.objects, associationsV3Routes),
		...at(['/crm/v3/associations'], associationsV3BatchRoutes),
		...at(['/engagements/v1/engagements'], engagementRoutes),
	];
}
