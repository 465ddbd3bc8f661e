import type { IDataObject } from 'n8n-workflow';

/** The top-level fields of Create. The others are in its collection. */
const AT_THE_TOP = ['hs_meeting_title', 'hs_meeting_start_time', 'hs_meeting_end_time'];

const CREATE = { resource: 'meeting', operation: 'create' };

/** Map Automatically, without expressions. */
export const AUTO_MAP: IDataObject = { ...CREATE, dataToSend: 'autoMapInputData' };

export const ONE_BY_ONE: IDataObject = { ...AUTO_MAP, sending: { oneByOne: true } };

/** Set Each Field, with an expression for each property. */
export function mapped(names: readonly string[]): IDataObject {
	const expression = (name: string) => {
		const value = `={{ $json.${name} }}`;
		return name === 'hubspot_owner_id' ? { __rl: true, mode: 'id', value } : value;
	};
	const fields = (list: readonly string[]) =>
		Object.fromEntries(list.map((name) => [name, expression(name)]));
	return {
		...CREATE,
		dataToSend: 'defineBelow',
		...fields(names.filter((name) => AT_THE_TOP.includes(name))),
		additionalFields: fields(names.filter((name) => !AT_THE_TOP.includes(name))),
		options: { textFormat: 'html' },
	};
}

/** Creates a meeting with n8n's own HubSpot node, which supports five fields. */
export const BUILTIN: IDataObject = {
	authentication: 'appToken',
	resource: 'engagement',
	operation: 'create',
	type: 'meeting',
	metadata: {
		title: '={{ $json.hs_meeting_title }}',
		body: '={{ $json.hs_meeting_body }}',
		startTime: '={{ $json.hs_meeting_start_time }}',
		endTime: '={{ $json.hs_meeting_end_time }}',
		internalMeetingNotes: '={{ $json.hs_internal_meeting_notes }}',
	},
};

export const RETURN_ALL: IDataObject = {
	resource: 'meeting',
	operation: 'getAll',
	returnAll: true,
};
