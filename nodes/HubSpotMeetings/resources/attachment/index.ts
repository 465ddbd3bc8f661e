import { resource } from '../resource';
import * as add from './add';
import * as download from './download';
import * as getAll from './getAll';
import * as remove from './remove';

export const attachment = resource('attachment', [add, download, getAll, remove], 'add');
