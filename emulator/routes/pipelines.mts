import { DEAL_STAGES, PIPELINE, TICKET_STAGES } from '../definitions/pipelines.mts';
import type { Stage } from '../definitions/pipelines.mts';
import { notFound } from '../errors.mts';
import { ok } from '../http/call.mts';
import type { Answer, Call } from '../http/call.mts';
import { get } from '../http/router.mts';
import type { Route } from '../http/router.mts';

const STAMP = '2023-02-01T09:00:00Z';

const stamps = { createdAt: STAMP, updatedAt: STAMP, archived: false };

const pipeline = (id: string, label: string, stages: readonly Stage[]) => ({
	id,
	label,
	displayOrder: 0,
	stages: stages.map((stage, displayOrder) => ({ ...stage, displayOrder, ...stamps })),
	...stamps,
});

const PIPELINES: Readonly<Record<string, ReturnType<typeof pipeline>>> = {
	'0-3': pipeline(PIPELINE.deals, 'Sales pipeline', DEAL_STAGES),
	'0-5': pipeline(PIPELINE.tickets, 'Support pipeline', TICKET_STAGES),
};

function find(call: Call) {
	const { type } = call.store();
	call.allow(type.read);
	return PIPELINES[type.typeId];
}

function read(call: Call): Answer {
	const found = find(call);
	if (found?.id !== call.params.pipelineId) throw notFound();
	return ok(found);
}

/** Endpoints to read the pipelines of deals and tickets. */
export const pipelineRoutes: readonly Route[] = [
	get('/:objectType', (call) => {
		const found = find(call);
		return ok({ results: found ? [found] : [] });
	}),
	get('/:objectType/:pipelineId', read),
];
