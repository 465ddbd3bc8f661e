import { createHash, randomUUID } from 'node:crypto';
import type { Hash } from 'node:crypto';
import { createReadStream, createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/** The content of a file. */
export interface Content {
	readonly size: number;
	readonly md5: string;
	readonly sha256: string;
	/** Streams all bytes, or the first `count`. */
	open(count?: number): Readable;
	/** Deletes the content. */
	drop(): void;
}

/** Makes file content from a short text. It is held in memory. */
export function textContent(text: string): Content {
	const bytes = Buffer.from(text);
	const hash = (algorithm: string) => createHash(algorithm).update(bytes).digest('hex');
	return {
		size: bytes.length,
		md5: hash('md5'),
		sha256: hash('sha256'),
		open: (count) => Readable.from([bytes.subarray(0, count)]),
		drop: () => undefined,
	};
}

/** Counts and hashes the bytes that pass through. */
class Meter extends Transform {
	size = 0;

	private readonly hashes: readonly Hash[] = [createHash('md5'), createHash('sha256')];

	override _transform(chunk: Buffer, _encoding: string, done: (e: null, data: Buffer) => void) {
		this.size += chunk.length;
		for (const hash of this.hashes) hash.update(chunk);
		done(null, chunk);
	}

	digests(): string[] {
		return this.hashes.map((hash) => hash.digest('hex'));
	}
}

/** A temporary folder for uploads, so that they are not held in memory. It is created when the first file arrives. */
export class TempFolder {
	private path?: string;

	/** Writes a stream to disk. Deletes the file if the stream fails. */
	async save(stream: Readable): Promise<Content> {
		this.path ??= mkdtempSync(join(tmpdir(), 'hubspot-emulator-'));
		const path = join(this.path, randomUUID());
		const drop = () => rmSync(path, { force: true });
		const meter = new Meter();
		try {
			await pipeline(stream, meter, createWriteStream(path));
		} catch (error) {
			drop();
			throw error;
		}
		const { size } = meter;
		const [md5, sha256] = meter.digests();
		const open = (count = size) =>
			count === 0 ? Readable.from([]) : createReadStream(path, { end: count - 1 });
		return { size, md5, sha256, open, drop };
	}

	clear(): void {
		if (this.path) rmSync(this.path, { recursive: true, force: true });
		this.path = undefined;
	}
}
