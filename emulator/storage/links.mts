import { createHmac, randomBytes } from 'node:crypto';
import { PORTAL_ID } from '../account/account.mts';
import type { StoredFile } from '../account/files.mts';

/** Addresses of files on the storage server, which knows nothing of tokens. */
export class StorageLinks {
	/** Known when the storage server listens. */
	base = '';

	private readonly key = randomBytes(32);

	private signature(id: number, expires: number): string {
		return createHmac('sha256', this.key).update(`${id} ${expires}`).digest('hex');
	}

	/** Where whoever has the address reads the file, until then (milliseconds since the epoch). */
	signed(file: StoredFile, expires: number): string {
		const name = encodeURIComponent(file.fileName);
		const query = `expires=${expires}&signature=${this.signature(file.id, expires)}`;
		return `${this.base}/signed/${file.id}/${name}?${query}`;
	}

	isSigned(id: number, expires: number, signature: string): boolean {
		return signature === this.signature(id, expires);
	}

	/** Where a public file is read by anybody. */
	open(file: StoredFile): string {
		const path = file.path.split('/').map(encodeURIComponent).join('/');
		return `${this.base}/hubfs/${PORTAL_ID}${path}`;
	}
}
