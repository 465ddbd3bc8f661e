import { getAssociationTypes } from './loadAssociationTypes';
import { getMeetingTypes, getOutcomes } from './loadEnumerations';
import { getAllObjectTypes, getObjectTypes, getPinningTypes } from './loadObjectTypes';
import { getOwners } from './loadOwners';
import {
	getFilterableProperties,
	getProperties,
	getRecordProperties,
	getUniqueProperties,
	getWritableProperties,
} from './loadProperties';
import { searchMeetings } from './searchMeetings';
import { searchOwners } from './searchOwners';
import { searchRecords } from './searchRecords';

export const listSearch = { searchMeetings, searchOwners, searchRecords };

export const loadOptions = {
	getAllObjectTypes,
	getAssociationTypes,
	getFilterableProperties,
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
