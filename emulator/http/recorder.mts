import type { RecordedRequest } from '../types.mts';

const parsed = (text: string): unknown => {
	if (text === '') return undefined;
	try {
		return JSON.parse(text) as unknown;
	} catch {
		return text;
	}
};

/** A recorded request. Its bodies are parsed only when they are read. */
export class Recorded implements RecordedRequest {
	status = 0;

	faulty = false;

	responseHeaders: Record<string, string> = {};

	/** Whether it counted against the rolling window. */
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

	/** The length of both bodies. */
	get characters(): number {
		return this.text.length + this.responseText.length;
	}

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

/** Maximum number of characters in all kept bodies. Otherwise, a client that reads a large account would fill the memory. */
const MOST_CHARACTERS = 100_000_000;

/** Keeps the last requests and notifies listeners when a request is done. */
export class Recorder {
	readonly requests: Recorded[] = [];

	private characters = 0;

	private readonly listeners = new Set<() => void>();

	constructor(private readonly keep: number) {}

	add(request: Recorded): void {
		this.requests.push(request);
		// Removing a tenth of the requests at a time keeps most calls cheap.
		if (this.requests.length > this.keep * 1.1) this.removeOldest();
	}

	private removeOldest(): void {
		const least = Math.max(0, this.requests.length - this.keep);
		let first = this.requests.length;
		this.characters = 0;
		while (first > least && this.characters < MOST_CHARACTERS * 0.9) {
			this.characters += this.requests[--first].characters;
		}
		this.requests.splice(0, first);
	}

	clear(): void {
		this.requests.length = 0;
		this.characters = 0;
	}

	/** @param characters the length of the request's bodies */
	done(characters = 0): void {
		this.characters += characters;
		if (this.characters > MOST_CHARACTERS) this.removeOldest();
		for (const listener of this.listeners) listener();
	}

	/** Calls the listener after every request. Returns a function that removes it. */
	listen(listener: () => void): () => void {
		this.listeners.add(listener);
		return () => this.listeners.delete(listener);
	}
}
