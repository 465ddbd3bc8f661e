import type { ILoadOptionsFunctions } from 'n8n-workflow';

import { resolveObjectType, type ObjectType } from '../../hubspot/objectTypes';

/** The object type that the user has chosen beside the field that loads, or else at the top of the node. */
export function chosenType(context: ILoadOptionsFunctions): ObjectType {
	const beside = context.getCurrentNodeParameter('&objectType');
	return resolveObjectType(beside ?? context.getCurrentNodeParameter('objectType'));
}
