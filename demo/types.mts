/** The parts of n8n's data that the demo reads and writes. */
export interface WorkflowNode {
	name: string;
	type: string;
	parameters: Record<string, unknown>;
	credentials?: Record<string, { id: string; name: string }>;
	[field: string]: unknown;
}

export interface Workflow {
	name: string;
	nodes: WorkflowNode[];
	connections: Record<string, unknown>;
	settings: Record<string, unknown>;
}

export interface SavedWorkflow extends Workflow {
	id: string;
	versionId: string;
}

export interface Credential {
	name: string;
	type: string;
	data: Record<string, string>;
}

export interface Item {
	json: Record<string, unknown>;
}

export interface NodeRun {
	error?: { message?: string; description?: string };
	data?: { main?: Array<Item[] | null> };
	/** In ms. */
	executionTime?: number;
}

export interface Execution {
	id: string;
	status: string;
	data: {
		resultData: {
			runData: Record<string, NodeRun[]>;
			lastNodeExecuted?: string;
			error?: { message?: string; description?: string };
		};
	};
}
