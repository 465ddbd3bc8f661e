/** A file in a form. */
export interface FilePart {
	name: string;
	/** Its MIME type. */
	type: string;
	/** In bytes. */
	size: number;
	stream: () => AsyncIterable<Uint8Array>;
}

/**
 * A form whose file is sent as a stream. n8n's request helper treats it as the platform's FormData, which would hold
 * the whole file in memory. A form can be sent only once.
 */
export class MultipartForm {
	readonly [Symbol.toStringTag] = 'FormData';

	private readonly parts: Array<[string, string | FilePart]> = [];

	append(name: string, value: string | FilePart): this {
		this.parts.push([name, value]);
		return this;
	}

	entries() {
		return this.parts.values();
	}

	[Symbol.iterator]() {
		return this.entries();
	}
}
