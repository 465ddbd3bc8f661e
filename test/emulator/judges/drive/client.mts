import { Client } from '@hubspot/api-client';
import { AssociationSpecAssociationCategoryEnum as Category } from '@hubspot/api-client/lib/codegen/crm/objects/meetings';

import { createEmulator, EMULATOR_TOKEN, type Emulator } from '../../../../emulator/index.mts';
import { judgeAll } from '../../../support/openapi.mts';
import { mistyped } from './typed.mts';

export const TITLE = 'Seen by the official client';

const UNLIMITED = { minTime: 0, maxConcurrent: 10, id: 'judge' };

/** A separate emulator with HubSpot's official client connected to it. */
export class Session {
	private constructor(
		private readonly emulator: Emulator,
		readonly client: Client,
	) {}

	static async start(): Promise<Session> {
		const emulator = await createEmulator({
			tokens: { [EMULATOR_TOKEN]: 'all', 'pat-na1-owners': ['crm.objects.owners.read'] },
		});
		return new Session(emulator, connect(emulator, EMULATOR_TOKEN));
	}

	/** A client for the same account with another token. */
	as(token: string): Client {
		return connect(this.emulator, token);
	}

	async close(): Promise<void> {
		await this.emulator.close();
	}

	/** Creates a meeting with contact 101 and returns its ID. */
	async create(): Promise<string> {
		const { basicApi } = this.client.crm.objects.meetings;
		const made = await basicApi.create({ properties: properties(), associations: [TO_CONTACT] });
		return made.id;
	}

	/** All differences between the OpenAPI documents and this session's requests and responses. */
	disagreements(): string[] {
		const { requests } = this.emulator;
		if (requests.length === 0) return ['nothing was said'];
		const answered = requests.filter(({ status }) => status < 300);
		const refused = requests.filter(({ status }) => status >= 300);
		return [...judgeAll(answered), ...judgeAll(refused, 'response')];
	}
}

function connect({ url }: Emulator, accessToken: string): Client {
	return new Client({
		accessToken,
		basePath: url,
		limiterOptions: UNLIMITED,
		numberOfApiCallRetries: 0,
	});
}

/**
 * Returns the result after checking that it matches the client's types. Two differences in associations are accepted,
 * because HubSpot's own guide shows them: IDs as numbers, and null for the label of an unlabelled type.
 */
export async function content<T>(answer: Promise<T>): Promise<T> {
	const value = await answer;
	const excused = /\.(toObjectId|fromObjectId|label) is no string/;
	expect(mistyped(value).filter((complaint) => !excused.test(complaint))).toEqual([]);
	return value;
}

/** The error that the client throws, or `{ answered }` if the request succeeds. */
export async function failure(answer: Promise<unknown>): Promise<unknown> {
	return await answer.then(
		(value) => ({ answered: value }),
		(error: unknown) => error,
	);
}

/** The properties of a meeting. */
export function properties(changes: Record<string, string> = {}): Record<string, string> {
	return {
		hs_timestamp: '2026-05-04T09:00:00Z',
		hs_meeting_title: TITLE,
		hs_meeting_start_time: '2026-05-04T09:00:00Z',
		hs_meeting_end_time: '2026-05-04T09:30:00Z',
		...changes,
	};
}

export const TO_CONTACT = {
	to: { id: '101' },
	types: [{ associationCategory: Category.HubspotDefined, associationTypeId: 200 }],
};
