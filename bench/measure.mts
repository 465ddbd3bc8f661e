/** The middle of a list of numbers; of an even number of them the mean of the two in the middle. */
export function median(values: readonly number[]): number {
	const sorted = [...values].sort((a, b) => a - b);
	const middle = Math.floor(sorted.length / 2);
	return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/**
 * Measures several things in turn, A B A B, so that what the machine does besides hits all of them alike.
 *
 * @param rounds how often each is measured
 * @param measure measures one of them once
 */
export async function interleaved<Name extends string, T>(
	names: readonly Name[],
	rounds: number,
	measure: (name: Name) => Promise<T>,
): Promise<Record<Name, T[]>> {
	const all = Object.fromEntries(names.map((name) => [name, []])) as unknown as Record<Name, T[]>;
	for (let round = 0; round < rounds; round++) {
		for (const name of names) all[name].push(await measure(name));
	}
	return all;
}

/** Seconds to the millisecond, other figures to three digits after the point. */
export const rounded = (value: number): number => Math.round(value * 1000) / 1000;

const BYTES_OF_KB = 1024;

/** The most memory that this process has held, in MB. `maxRSS` is in kB. */
export const peakRssMb = (): number =>
	Math.round((process.resourceUsage().maxRSS * BYTES_OF_KB) / 1e6);
