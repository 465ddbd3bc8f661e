/** The median of a list of numbers. For an even count, it is the mean of the two middle ones. */
export function median(values: readonly number[]): number {
	const sorted = [...values].sort((a, b) => a - b);
	const middle = Math.floor(sorted.length / 2);
	return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/**
 * Measures several things alternately, each once per round, so that other work on the machine affects all of them equally.
 * The order of a round is random: what follows a long run starts with cold caches.
 *
 * @param rounds how often to measure each
 * @param measure measures one of them once
 */
export async function interleaved<Name extends string, T>(
	names: readonly Name[],
	rounds: number,
	measure: (name: Name) => Promise<T>,
): Promise<Record<Name, T[]>> {
	const all = Object.fromEntries(names.map((name) => [name, []])) as unknown as Record<Name, T[]>;
	for (let round = 0; round < rounds; round++) {
		for (const name of shuffled(names)) all[name].push(await measure(name));
	}
	return all;
}

function shuffled<T>(list: readonly T[]): T[] {
	return list
		.map((value) => ({ value, order: Math.random() }))
		.sort((a, b) => a.order - b.order)
		.map(({ value }) => value);
}

/** Rounds to three decimal places. For seconds, that is a millisecond. */
export const rounded = (value: number): number => Math.round(value * 1000) / 1000;

const BYTES_OF_KB = 1024;

/** The peak memory of this process, in MB. `maxRSS` is in kB. */
export const peakRssMb = (): number =>
	Math.round((process.resourceUsage().maxRSS * BYTES_OF_KB) / 1e6);
