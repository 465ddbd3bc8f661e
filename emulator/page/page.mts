import type { Context } from '../http/server.mts';
import { budget } from './budget.mts';
import { html, Html } from './html.mts';
import { nameOf, recordFor, recordList, recordSelect, SCHEDULING_KEY } from './records.mts';
import { requestList } from './requests.mts';
import { schedulingPages } from './scheduling.mts';
import { SCRIPT } from './script.mts';
import { STYLE } from './style.mts';
import { timeline } from './timeline.mts';

/** Renders the page with the timeline of one record, all meetings, or the scheduling pages. */
export function renderPage({ account, recorder, limiter, links }: Context, chosen: string): string {
	const record = recordFor(account, chosen);
	const isScheduling = chosen === SCHEDULING_KEY;
	const key = record || isScheduling ? chosen : '';
	const meetings = record ? nameOf(account, record) : 'All meetings';
	const name = isScheduling ? 'Scheduling pages' : meetings;
	return html`<!doctype html>
		<html lang="en">
			<head>
				<meta charset="utf-8" />
				<meta name="viewport" content="width=device-width, initial-scale=1" />
				<title>${name} · Local HubSpot</title>
				<link rel="icon" href="data:," />
				<style>
					${new Html(STYLE)}
				</style>
				<noscript><meta http-equiv="refresh" content="5" /></noscript>
			</head>
			<body>
				<div class="top">
					<h1><i></i>Local HubSpot</h1>
					<span class="quiet">Account ${account.portalId} · times in ${account.timeZone}</span>
					<span class="live">connecting</span>
				</div>
				<main class="board">
					<nav class="records">${recordList(account, key)}</nav>
					<section>
						${recordSelect(account, key)}
						<div class="timeline">
							${isScheduling ? schedulingPages(account) : timeline(account, links, record)}
						</div>
					</section>
					<aside class="traffic">
						${budget(recorder.requests, limiter, account.now())}
						<h3>Requests</h3>
						${requestList(recorder.requests, account.timeZone)}
					</aside>
				</main>
				<script>
					${new Html(SCRIPT)};
				</script>
			</body>
		</html>`.text;
}
