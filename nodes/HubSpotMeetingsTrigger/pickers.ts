import { getMeetingTypes, getOutcomes } from '../HubSpotMeetings/pickers/loadEnumerations';
import { getOwners } from '../HubSpotMeetings/pickers/loadOwners';
import { getProperties, propertiesOf } from '../HubSpotMeetings/pickers/loadProperties';

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
