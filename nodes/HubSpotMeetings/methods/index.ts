import {
	getMeetingSources,
	getMeetingTypes,
	getOutcomes,
} from '../../shared/loaders/loadEnumerations';
import { getOwners } from '../../shared/loaders/loadOwners';
import {
	getFilterableProperties,
	getProperties,
	getRecordProperties,
	getUniqueProperties,
	getWritableProperties,
} from '../../shared/loaders/loadProperties';
import { searchOwners } from '../../shared/loaders/searchOwners';
import { getBookingFields, getConsentBoxes } from './bookingFields';
import { getAssociationTypes } from './loadAssociationTypes';
import { getAllObjectTypes, getObjectTypes, getPinningTypes } from './loadObjectTypes';
import { searchMeetings } from './searchMeetings';
import { searchRecords } from './searchRecords';
import { searchSchedulingPages } from './searchSchedulingPages';

export const listSearch = { searchMeetings, searchOwners, searchRecords, searchSchedulingPages };

export const loadOptions = {
	getAllObjectTypes,
	getAssociationTypes,
	getConsentBoxes,
	getFilterableProperties,
	getMeetingSources,
	getMeetingTypes,
	getObjectTypes,
	getOutcomes,
	getOwners,
	getPinningTypes,
	getProperties,
	getRecordProperties,
	getUniqueProperties,
	getWritableProperties,
};

export const resourceMapping = { getBookingFields };
