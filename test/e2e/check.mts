import { setTimeout as wait } from 'node:timers/promises';

/** @throws with `otherwise` when the condition does not hold */
export function must(holds: unknown, otherwise: string): asserts holds {
	if (!holds) throw new Error(otherwise);
}

/** Text that must be there, in any case. */
export function mustContain(text: string, part: string, where: string): void {
	must(
		text.toLowerCase().includes(part.toLowerCase()),
		`"${part}" is missing in ${where}: ${text.slice(0, 600)}`,
	);
}

/**
 * Asks until the answer holds: the editor redraws whenever it likes.
 * @throws the last reason after `patienceMs`
 */
export async function until<T>(
	ask: () => Promise<T>,
	holds: (answer: T) => boolean,
	otherwise: (answer: T) => string,
	patienceMs = 60_000,
): Promise<T> {
	const end = Date.now() + patienceMs;
	for (;;) {
		const answer = await ask();
		if (holds(answer)) return answer;
		if (Date.now() > end) throw new Error(otherwise(answer));
		await wait(200);
	}
}
