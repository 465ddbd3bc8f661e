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

/** A resource: the fields that users see, and the functions with which n8n runs its operations. */
export interface Resource {
	properties: INodeProperties[];
	customOperations: Record<string, CarryOut>;
}

/**
 * Builds a resource from its operations.
 *
 * @param value the resource's value in workflows
 * @param operations sorted by name, as n8n's linter requires
 * @param initial the value of the default operation
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

/** The function that runs an operation. It applies the option 'Output Fields' if the operation has it. */
function operateOf({ description, operate }: Operation): Operate {
	const options = description.flatMap(({ options: all = [] }) => all);
	return options.some(({ name }) => name === outputFields.name)
		? withOutputFields(operate)
		: operate;
}

/** The option with its routing: the declared request, and the function for callers that only support routing. */
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
