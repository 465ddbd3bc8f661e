import { setTimeout as wait } from 'node:timers/promises';

/** @throws an error with the message `otherwise` when the condition is false */
export function must(holds: unknown, otherwise: string): asserts holds {
	if (!holds) throw new Error(otherwise);
}

/** Checks that a text contains a part. The comparison is case-insensitive. */
export function mustContain(text: string, part: string, where: string): void {
	must(
		text.toLowerCase().includes(part.toLowerCase()),
		`"${part}" is missing in ${where}: ${text.slice(0, 600)}`,
	);
}

/**
 * Polls until the answer is as expected, because the editor can redraw at any time.
 * @throws the message for the last answer after `patienceMs`
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
