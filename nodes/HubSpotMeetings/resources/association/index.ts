import { resource } from '../resource';
import * as create from './create';
import * as remove from './delete';
import * as getAll from './getAll';
import * as getTypes from './getTypes';

export const association = resource('association', [create, remove, getAll, getTypes], 'create');
