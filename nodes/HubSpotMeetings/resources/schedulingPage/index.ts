import { resource } from '../resource';
import * as get from './get';
import * as getAll from './getAll';
import * as getAvailability from './getAvailability';

export const schedulingPage = resource(
	'schedulingPage',
	[get, getAvailability, getAll],
	'getAvailability',
);
