import { resource } from '../resource';
import * as book from './book';
import * as get from './get';
import * as getAll from './getAll';
import * as getAvailability from './getAvailability';

export const schedulingPage = resource(
	'schedulingPage',
	[book, get, getAvailability, getAll],
	'getAvailability',
);
