/** Runs actions one after another, in the order of the calls. */
export class Mutex {
	private last: Promise<unknown> = Promise.resolve();

	/** Calls `act` when all earlier actions are settled, whether they succeeded or not. */
	async runExclusive<T>(act: () => Promise<T>): Promise<T> {
		const mine = this.last.then(act);
		this.last = mine.catch(() => {});
		return await mine;
	}
}
