import type { Recorded } from '../http/recorder.mts';
import { html } from './html.mts';
import type { Html } from './html.mts';
import { timesIn } from './times.mts';

const MOST = 50;

const MOST_TEXT = 4_000;

const kind = (status: number): string =>
	status === 0 ? 'cut' : status === 207 ? 'partial' : `s${Math.floor(status / 100)}`;

/** Removes the start of a path, which is the same for most requests. */
const short = (path: string): string =>
	decodeURIComponent(path.replace(/%(?![0-9a-f]{2})/gi, '%25')).replace(/^\/crm\/(v\d\/)?/, '');

const body = (label: string, value: unknown): Html | false => {
	if (value === undefined) return false;
	const text = typeof value === 'string' ? value : JSON.stringify(value, null, 2);
	return html`<h5>${label}</h5>
		<pre>${text.slice(0, MOST_TEXT)}${text.length > MOST_TEXT && '\n…'}</pre>`;
};

const batchSize = (request: Recorded): number | false => {
	const given = request.path.includes('/batch/') ? request.body : undefined;
	return typeof given === 'object' &&
		given !== null &&
		'inputs' in given &&
		Array.isArray(given.inputs)
		? given.inputs.length
		: false;
};

/** Lists the last requests, newest first. Each expands to show its request and response bodies. */
export function requestList(requests: readonly Recorded[], timeZone: string): Html {
	const times = timesIn(timeZone);
	const latest = requests.slice(-MOST).reverse();
	if (latest.length === 0) {
		return html`<p class="empty">No requests yet. They appear here as they come.</p>`;
	}
	return html`${latest.map((request) => {
		const inputs = batchSize(request);
		return html`<details class="request" id="r${request.correlationId}">
			<summary>
				<span class="status ${kind(request.status)}">${request.status || 'cut'}</span>
				<b class="${request.method.toLowerCase()}">${request.method}</b>
				<code title="${request.path}">${short(request.path)}</code>
				${inputs !== false && html`<span class="count">${inputs}</span>`}
				<time>${times.second(request.at)}</time>
			</summary>
			<p class="quiet">${request.method} ${request.path}</p>
			${body('Sent', request.body)} ${body('Answered', request.responseBody)}
		</details>`;
	})}`;
}
