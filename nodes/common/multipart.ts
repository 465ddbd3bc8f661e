/** A file in a form. */
export interface FilePart {
	/** The file's name. */
	name: string;
	/** Its MIME type. */
	type: string;
	/** In bytes. */
	size: number;
	stream: () => AsyncIterable<Uint8Array>;
}

/**
 * A form whose file is sent as a stream. n8n's request helper takes it for the platform's FormData, which would hold the
 * whole file in memory; a form serves once.
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
