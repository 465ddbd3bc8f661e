import { LIMITS } from '../../hubspot/limits';
import type {
	AssociationLabel,
	BatchResponse,
	CollectionResponse,
	NextPage,
} from '../../hubspot/types';
import type { Asker } from '../asker';
import type { BatchKind } from '../batch';
import { unlessNotFound } from '../refused';
import { turnPages } from './lists';

/** One record that another one is associated with, and by which types. */
export interface Associated {
	toObjectId: string | number;
	associationTypes: AssociationLabel[];
}

interface AssociatedOf {
	from: { id: string };
	to: Associated[];
	paging?: NextPage;
}

/** As HubSpot gives it: the type without a label has a null one, or none at all. */
type GivenLabel = Omit<AssociationLabel, 'label'> & Partial<AssociationLabel>;

const labelled = ({ label = null, ...type }: GivenLabel): AssociationLabel => ({ ...type, label });

const withLabels = (one: Associated): Associated => ({
	...one,
	associationTypes: one.associationTypes.map(labelled),
});

/** The association types and labels between two object types, asked once for a run. */
export async function associationLabels(
	asker: Asker,
	from: string,
	to: string,
): Promise<AssociationLabel[]> {
	return await asker.once(`labels ${from} ${to}`, async () => {
		const path = asker.paths.associationLabels(from, to);
		return (await asker.get<CollectionResponse<GivenLabel>>(path)).results.map(labelled);
	});
}

interface AssociatedInput {
	id: string;
	after?: string;
}

/** A batch for a lone record as well: HubSpot's document of 2026-09 has no list for a single one. */
function readAssociated(from: string, to: string): BatchKind<AssociatedInput, AssociatedOf> {
	return {
		key: `associated ${from} ${to}`,
		effect: 'read',
		limit: LIMITS.batch.associationReads,
		identity: ({ id }) => id,
		batch: (entries, at) => ({
			path: at.associationBatch(from, to, 'read'),
			body: { inputs: entries.map(({ input }) => input) },
		}),
		results: (body) =>
			((body as BatchResponse<AssociatedOf>).results ?? []).map((result) => ({
				identity: String(result.from.id),
				result,
			})),
		absent: ({ id }) => `associations of ${id}`,
	};
}

/**
 * The records of one type that a record is associated with, in the order of their ids: one batch read for a thousand
 * records, and one more for each further page. Nothing associated is an empty list (HubSpot reports it as not found,
 * and does the same for a record that does not exist).
 *
 * @param most how many are enough
 */
export async function associatedRecords(
	asker: Asker,
	from: string,
	id: string,
	to: string,
	most?: number,
): Promise<Associated[]> {
	const kind = readAssociated(from, to);
	return await turnPages<Associated>(
		async (after) => {
			const page = await unlessNotFound(asker.gather(kind, { id, after }));
			return { results: (page?.to ?? []).map(withLabels), paging: page?.paging };
		},
		{ pageSize: LIMITS.page.associations, most },
	);
}

/** Their ids, each once. */
export async function associatedIds(
	asker: Asker,
	from: string,
	id: string,
	to: string,
): Promise<string[]> {
	const associated = await associatedRecords(asker, from, id, to);
	return [...new Set(associated.map(({ toObjectId }) => String(toObjectId)))];
}
