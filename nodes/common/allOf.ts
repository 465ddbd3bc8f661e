/** Waits until all promises are settled. If several reject, it throws the error of the first one in the list. */
export async function allOf<T>(promises: ReadonlyArray<Promise<T>>): Promise<T[]> {
	await Promise.allSettled(promises);
	return await Promise.all(promises);
}
