import type { IExecuteFunctions, IHttpRequestOptions, INodeType } from 'n8n-workflow';

interface BatchInput {
	objectWriteTraceId?: string;
	properties: Record<string, string>;
}

let ids = 0;

/** Returns HubSpot's response to a batch create immediately, without a server. */
async function answerAtOnce(_: string, { body }: IHttpRequestOptions) {
	const { inputs } = (typeof body === 'string' ? JSON.parse(body) : body) as {
		inputs: BatchInput[];
	};
	const results = inputs.map(({ properties, objectWriteTraceId }) => ({
		id: String((ids += 1)),
		properties,
		objectWriteTraceId,
		createdAt: '2026-01-01T00:00:00Z',
		updatedAt: '2026-01-01T00:00:00Z',
		archived: false,
	}));
	return { statusCode: 201, headers: {}, body: { status: 'COMPLETE', results } };
}

/** The same node with a transport that responds immediately. It shows what n8n's engine and the node itself cost. */
export function withoutServer(node: INodeType): INodeType {
	const { create } = node.customOperations!.meeting as Record<
		string,
		(this: IExecuteFunctions) => Promise<never>
	>;
	return {
		description: node.description,
		customOperations: {
			meeting: {
				async create(this: IExecuteFunctions) {
					const helpers = { ...this.helpers, httpRequestWithAuthentication: answerAtOnce };
					return await create.call(
						Object.create(this, {
							helpers: { value: helpers, writable: true },
						}) as IExecuteFunctions,
					);
				},
			},
		},
	};
}
