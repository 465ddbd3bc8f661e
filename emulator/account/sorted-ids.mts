/** IDs in ascending order. Adding the highest ID, the usual case, is cheap. */
export class SortedIds {
	private readonly ids: number[] = [];

	get length(): number {
		return this.ids.length;
	}

	/** The position of the first ID that is not lower than this one. */
	at(id: number): number {
		let low = 0;
		let high = this.ids.length;
		while (low < high) {
			const middle = (low + high) >> 1;
			if (this.ids[middle] < id) low = middle + 1;
			else high = middle;
		}
		return low;
	}

	add(id: number): void {
		if (this.ids.length === 0 || id > this.ids[this.ids.length - 1]) this.ids.push(id);
		else this.ids.splice(this.at(id), 0, id);
	}

	remove(id: number): void {
		const position = this.at(id);
		if (this.ids[position] === id) this.ids.splice(position, 1);
	}

	slice(from: number, to: number): number[] {
		return this.ids.slice(from, to);
	}

	[Symbol.iterator](): IterableIterator<number> {
		return this.ids[Symbol.iterator]();
	}
}
