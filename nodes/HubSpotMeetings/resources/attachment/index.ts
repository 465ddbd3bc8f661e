import { resource } from '../resource';
import * as getAll from './getAll';
import * as remove from './remove';

export const attachment = resource('attachment', [getAll, remove], 'getAll');
