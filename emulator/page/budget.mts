import type { Recorded } from '../http/recorder.mts';
import { UNLIMITED } from '../http/limits.mts';
import type { RateLimiter } from '../http/limits.mts';
import { html } from './html.mts';
import type { Html } from './html.mts';

const WIDTH = 320;
const HEIGHT = 72;
const SPAN_MS = 60_000;
const STEPS = 80;

interface Use {
	/** Times of requests that counted against the rolling window, oldest first. */
	counted: number[];
	refused: number[];
}

/** The requests of the last minute and of one window before it. */
function useOf(requests: readonly Recorded[], now: number, windowMs: number): Use {
	const use: Use = { counted: [], refused: [] };
	for (let index = requests.length - 1; index >= 0; index--) {
		const request = requests[index];
		if (request.at < now - SPAN_MS - windowMs) break;
		if (request.status === 429) use.refused.push(request.at);
		else if (request.counted) use.counted.push(request.at);
	}
	use.counted.reverse();
	return use;
}

/** Counts the times in (from, to]. */
const within = (times: readonly number[], from: number, to: number) =>
	times.filter((time) => time > from && time <= to).length;

/** Plots the last minute of the rate limit: requests in the rolling window, the limit, and rejected requests. */
export function budget(requests: readonly Recorded[], limiter: RateLimiter, now: number): Html {
	const { perInterval, intervalMs } = limiter.limits;
	// Without a rate limit, the plot has no limit line.
	const limited = perInterval < UNLIMITED.perInterval;
	const { counted, refused } = useOf(requests, now, intervalMs);
	const fill = Array.from({ length: STEPS + 1 }, (_, step) => {
		const at = now - SPAN_MS + (step * SPAN_MS) / STEPS;
		return within(counted, at - intervalMs, at);
	});
	const top = Math.max(limited ? perInterval * 1.15 : 10, ...fill) * 1.02;
	const x = (step: number) => ((step / STEPS) * WIDTH).toFixed(1);
	const y = (value: number) => (HEIGHT - (value / top) * HEIGHT).toFixed(1);
	const line = fill.map((value, step) => `${x(step)},${y(value)}`).join(' ');
	const ticks = refused
		.filter((at) => at > now - SPAN_MS)
		.slice(0, 100)
		.map((at) => (((at - now + SPAN_MS) / SPAN_MS) * WIDTH).toFixed(1));
	const used = fill[STEPS] ?? 0;
	return html`<figure class="budget">
		<figcaption>
			<b>${used}</b>${limited ? ` of ${perInterval}` : ''} requests in ${intervalMs / 1000} s
			${refused.length > 0 && html`<span class="refused">${refused.length} refused</span>`}
		</figcaption>
		<svg
			viewBox="0 0 ${WIDTH} ${HEIGHT}"
			preserveAspectRatio="none"
			role="img"
			aria-label="Requests in the rolling window over the last minute"
		>
			<polygon points="0,${HEIGHT} ${line} ${WIDTH},${HEIGHT}" />
			<polyline points="${line}" />
			${
				limited &&
				html`<line
					x1="0"
					x2="${WIDTH}"
					y1="${y(perInterval)}"
					y2="${y(perInterval)}"
					class="limit"
				/>`
			}
			${ticks.map((at) => html`<line x1="${at}" x2="${at}" y1="0" y2="8" class="tick" />`)}
		</svg>
		<p class="axis"><span>a minute ago</span><span>now</span></p>
	</figure>`;
}
