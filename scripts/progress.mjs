// Progress messages of commands that take long.
const HEARTBEAT_MS = 20_000;

/**
 * Formats a duration for people.
 * @param {number} ms
 */
export function spoken(ms) {
	const seconds = ms / 1000;
	if (seconds < 10) return `${seconds.toFixed(1)} s`;
	if (seconds < 90) return `${Math.round(seconds)} s`;
	const minutes = Math.floor(seconds / 60);
	return `${minutes} min ${Math.round(seconds - minutes * 60)} s`;
}

/**
 * Runs a step and prints its name, a message every 20 seconds while it runs, and at the end how long it took.
 * @template T
 * @param {string} what
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function step(what, work) {
	const began = Date.now();
	const since = () => spoken(Date.now() - began);
	console.log(`- ${what} ...`);
	const heartbeat = setInterval(
		() => console.log(`    still running after ${since()}`),
		HEARTBEAT_MS,
	);
	try {
		const result = await work();
		console.log(`    done in ${since()}`);
		return result;
	} catch (error) {
		console.log(`    failed after ${since()}`);
		throw error;
	} finally {
		clearInterval(heartbeat);
	}
}
