import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';

import { getMeetingTypes, getOutcomes } from '../HubSpotMeetings/pickers/loadEnumerations';
import { getOwners } from '../HubSpotMeetings/pickers/loadOwners';
import { getProperties } from '../HubSpotMeetings/pickers/loadProperties';
import { picker } from '../HubSpotMeetings/pickers/picker';
import { propertyDefinitions } from '../request/calls/definitions';

/** The properties of one object type. */
const propertiesOf = (type: string) =>
	async function (this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
		return await picker(this, async (asker) =>
			(await propertyDefinitions(asker, type))
				.filter(({ hidden, archived }) => !hidden && !archived)
				.map(({ name, label }) => ({ name: `${label} (${name})`, value: name }))
				.sort((a, b) => a.name.localeCompare(b.name)),
		);
	};

export const loadOptions = {
	getCompanyProperties: propertiesOf('companies'),
	getContactProperties: propertiesOf('contacts'),
	getDealProperties: propertiesOf('deals'),
	getMeetingTypes,
	getOutcomes,
	getOwners,
	getProperties,
	getTicketProperties: propertiesOf('tickets'),
};
