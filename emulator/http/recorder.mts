import type { RecordedRequest } from '../types.mts';

const parsed = (text: string): unknown => {
	if (text === '') return undefined;
	try {
		return JSON.parse(text) as unknown;
	} catch {
		return text;
	}
};

/** One request; the bodies are parsed when somebody looks at them. */
export class Recorded implements RecordedRequest {
	status = 0;

	faulty = false;

	responseHeaders: Record<string, string> = {};

	/** Whether it took from the rolling window. */
	counted = false;

	private responseText = '';

	constructor(
		readonly at: number,
		readonly method: string,
		readonly path: string,
		readonly headers: Record<string, string>,
		readonly correlationId: string,
		private readonly text: string,
	) {}

	get body(): unknown {
		return parsed(this.text);
	}

	get responseBody(): unknown {
		return parsed(this.responseText);
	}

	answered(status: number, headers: Record<string, string>, text: string): void {
		this.status = status;
		this.responseHeaders = headers;
		this.responseText = text;
	}
}

/** Keeps the last requests, and tells listeners when one is done. */
export class Recorder {
	readonly requests: Recorded[] = [];

	private readonly listeners = new Set<() => void>();

	constructor(private readonly keep: number) {}

	add(request: Recorded): void {
		this.requests.push(request);
		// Dropping a tenth at once keeps the usual case cheap.
		if (this.requests.length > this.keep * 1.1) {
			this.requests.splice(0, this.requests.length - this.keep);
		}
	}

	clear(): void {
		this.requests.length = 0;
	}

	done(): void {
		for (const listener of this.listeners) listener();
	}

	/** Calls back after every request; the function that comes back ends that. */
	listen(listener: () => void): () => void {
		this.listeners.add(listener);
		return () => this.listeners.delete(listener);
	}
}
