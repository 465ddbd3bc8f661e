/** An owner as the owners API returns it. Assignments use `id`, never `userId`. */
export interface Owner {
	id: string;
	email: string;
	type: 'PERSON' | 'QUEUE';
	firstName: string;
	lastName: string;
	/** Missing for queues and deactivated users. */
	userId?: number;
	userIdIncludingInactive?: number;
	createdAt: string;
	updatedAt: string;
	archived: boolean;
	teams?: Array<{ id: string; name: string; primary: boolean }>;
}
