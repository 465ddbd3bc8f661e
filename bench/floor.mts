import type { INodePropertyRouting, INodeType } from 'n8n-workflow';

interface WithRouting {
	routing?: INodePropertyRouting;
	options?: unknown[];
}

/**
 * A node of the same description whose request function answers at once: what n8n's engine costs before anything is sent.
 * The function that registers the item is ours, so it does nothing here. The node that is given stays as it is.
 */
export function withoutRequests(node: INodeType): INodeType {
	const { description } = node;
	return { description: { ...description, properties: description.properties.map(silent) } };
}

function silent<Part extends WithRouting>(part: Part): Part {
	const { routing, options } = part;
	return {
		...part,
		...(routing && { routing: withoutFunctions(routing) }),
		...(options && {
			options: options.map((option) => silent(option as WithRouting)),
		}),
	};
}

function withoutFunctions({
	send,
	operations,
	...rest
}: INodePropertyRouting): INodePropertyRouting {
	return {
		...rest,
		...(send && {
			send: { ...send, ...(send.preSend && { preSend: [async (options) => options] }) },
		}),
		...(operations && {
			operations: {
				...operations,
				async pagination() {
					return [{ json: {}, pairedItem: { item: this.getItemIndex() } }];
				},
			},
		}),
	};
}
