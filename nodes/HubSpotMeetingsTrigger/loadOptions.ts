import {
	getMeetingSources,
	getMeetingTypes,
	getOutcomes,
} from '../shared/loaders/loadEnumerations';
import { getOwners } from '../shared/loaders/loadOwners';
import { getProperties, propertiesOf } from '../shared/loaders/loadProperties';

export const loadOptions = {
	getCompanyProperties: propertiesOf('companies'),
	getContactProperties: propertiesOf('contacts'),
	getDealProperties: propertiesOf('deals'),
	getMeetingSources,
	getMeetingTypes,
	getOutcomes,
	getOwners,
	getProperties,
	getTicketProperties: propertiesOf('tickets'),
};
