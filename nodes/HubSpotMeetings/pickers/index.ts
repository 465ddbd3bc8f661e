import { getMeetingTypes, getOutcomes } from './loadEnumerations';
import { getProperties, getUniqueProperties, getWritableProperties } from './loadProperties';
import { searchMeetings } from './searchMeetings';
import { searchOwners } from './searchOwners';

export const listSearch = { searchMeetings, searchOwners };

export const loadOptions = {
	getMeetingTypes,
	getOutcomes,
	getProperties,
	getUniqueProperties,
	getWritableProperties,
};
