import type { JsonObject } from 'n8n-workflow';

import { InputError, quote } from '../../common/input';
import { list } from '../../common/text';
import { OUTPUT_KEYS } from '../../hubspot/meetingProperties';
import { OBJECT_TYPES } from '../../hubspot/objectTypes';
import { toNames } from '../../hubspot/values/ids';
import type { Item } from '../../transport/item';
import type { Operate } from '../../transport/operation';
import { outputFields } from '../fields/readOptions';

/** Keys that the output only has if there is a value for them. */
const OPTIONAL = new Set([
	...OUTPUT_KEYS,
	'associations',
	'owner',
	...OBJECT_TYPES.map(({ name }) => name),
]);

/**
 * Limits the output of an operation to the keys in the option 'Output Fields'. Unknown keys are shown as a hint. It is an
 * error if all keys are unknown.
 */
export const withOutputFields =
	(operate: Operate): Operate =>
	async (item) => {
		const keys = toNames(item.field(`options.${outputFields.name}`, ''));
		const results = await operate(item);
		if (keys.length === 0 || results.length === 0) return results;
		const outputs = results as JsonObject[];
		refuseUnknown(item, keys, outputs);
		return outputs.map((output) =>
			Object.fromEntries(
				keys.filter((key) => Object.hasOwn(output, key)).map((key) => [key, output[key]]),
			),
		);
	};

function refuseUnknown(item: Item, keys: readonly string[], outputs: readonly JsonObject[]): void {
	const unknown = keys.filter(
		(key) => !OPTIONAL.has(key) && !outputs.some((output) => Object.hasOwn(output, key)),
	);
	if (unknown.length === keys.length) {
		throw new InputError(
			outputFields.displayName,
			`the output has no ${list(unknown.map(quote))}`,
			`Its keys are ${Object.keys(outputs[0]).join(', ')}.`,
		);
	}
	for (const key of unknown) item.hint('noKey', key);
}
