/** Waits for all of them, whatever becomes of each. Of several refusals it throws the first in the list. */
export async function allOf<T>(promises: ReadonlyArray<Promise<T>>): Promise<T[]> {
	await Promise.allSettled(promises);
	return await Promise.all(promises);
}
