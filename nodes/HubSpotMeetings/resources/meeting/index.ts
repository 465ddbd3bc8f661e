import { resource } from '../resource';
import * as create from './create';
import * as remove from './delete';
import * as get from './get';
import * as getAll from './getAll';
import * as getAllOfRecord from './getAllOfRecord';
import * as pin from './pin';
import * as schedule from './schedule';
import * as search from './search';
import * as unpin from './unpin';
import * as update from './update';
import * as upsert from './upsert';

export const meeting = resource(
	'meeting',
	[create, upsert, remove, get, getAll, getAllOfRecord, pin, schedule, search, unpin, update],
	'create',
);
