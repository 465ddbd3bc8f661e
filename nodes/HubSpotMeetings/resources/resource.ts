import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import {
	carryOutAll,
	carryOutOne,
	type CarryOut,
	type Operate,
	type OperationOption,
} from '../../transport/operation';
import { outputFields } from '../fields/readOptions';
import { show } from '../fields/show';
import { withOutputFields } from '../input/outputFields';

/** One operation, as its file declares it. */
export interface Operation {
	option: OperationOption;
	/** Its fields. */
	description: INodeProperties[];
	operate: Operate;
}

/** A resource: what users see of it, and how n8n runs its operations. */
export interface Resource {
	properties: INodeProperties[];
	customOperations: Record<string, CarryOut>;
}

/**
 * Puts the operations of a resource together.
 *
 * @param value the resource's value in workflows
 * @param operations in the order of their names, as n8n's lint wants them
 * @param initial the value of the operation that a new node has
 */
export function resource(
	value: string,
	operations: readonly Operation[],
	initial: string,
): Resource {
	const operation: INodeProperties = {
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		options: operations.map(toOption),
		default: initial,
	};
	return {
		properties: [
			...show({ resource: [value] }, [operation]),
			...operations.flatMap(({ description }) => description),
		],
		customOperations: Object.fromEntries(
			operations.map((operation) => [operation.option.value, carryOutAll(operateOf(operation))]),
		),
	};
}

/** What carries it out; where its options have 'Output Fields', those limit what comes out. */
function operateOf({ description, operate }: Operation): Operate {
	const options = description.flatMap(({ options: all = [] }) => all);
	return options.some(({ name }) => name === outputFields.name)
		? withOutputFields(operate)
		: operate;
}

/** The option with its routing: the request that it declares, and the function for callers that know only routing. */
function toOption(operation: Operation): INodePropertyOptions {
	const { request, ...shown } = operation.option;
	return {
		...shown,
		routing: {
			request,
			send: { paginate: true },
			operations: { pagination: carryOutOne(operateOf(operation)) },
		},
	};
}
