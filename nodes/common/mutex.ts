/** Those who change the same thing do so one after the other, in the order in which they came. */
export class Mutex {
	private last: Promise<unknown> = Promise.resolve();

	/** Acts when all who came before are done, whatever became of them. */
	async runExclusive<T>(act: () => Promise<T>): Promise<T> {
		const mine = this.last.then(act);
		this.last = mine.catch(() => {});
		return await mine;
	}
}
