import { createHmac, randomBytes } from 'node:crypto';
import { PORTAL_ID } from '../account/account.mts';
import type { StoredFile } from '../account/files.mts';

/** URLs of files on the storage server. That server does not use access tokens. */
export class StorageLinks {
	/** The URL of the storage server. It is known once the server listens. */
	base = '';

	private readonly key = randomBytes(32);

	private signature(id: number, expires: number): string {
		return createHmac('sha256', this.key).update(`${id} ${expires}`).digest('hex');
	}

	/** A URL with which anyone can read the file until `expires` (milliseconds since the epoch). */
	signed(file: StoredFile, expires: number): string {
		const name = encodeURIComponent(file.fileName);
		const query = `expires=${expires}&signature=${this.signature(file.id, expires)}`;
		return `${this.base}/signed/${file.id}/${name}?${query}`;
	}

	isSigned(id: number, expires: number, signature: string): boolean {
		return signature === this.signature(id, expires);
	}

	/** The URL of a file without a signature. The server only accepts it for public files. */
	open(file: StoredFile): string {
		const path = file.path.split('/').map(encodeURIComponent).join('/');
		return `${this.base}/hubfs/${PORTAL_ID}${path}`;
	}
}
