import { resource } from '../resource';
import * as get from './get';
import * as getAll from './getAll';

export const schedulingPage = resource('schedulingPage', [get, getAll], 'getAll');
