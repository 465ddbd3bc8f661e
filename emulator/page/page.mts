import type { Context } from '../http/server.mts';
import { budget } from './budget.mts';
import { html, Html } from './html.mts';
import { nameOf, recordFor, recordList, recordSelect } from './records.mts';
import { requestList } from './requests.mts';
import { SCRIPT } from './script.mts';
import { STYLE } from './style.mts';
import { timeline } from './timeline.mts';

/** The whole page, with the timeline of one record or of all meetings. */
export function renderPage({ account, recorder, limiter }: Context, chosen: string): string {
	const record = recordFor(account, chosen);
	const key = record ? chosen : '';
	const name = record ? nameOf(account, record) : 'All meetings';
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
						<div class="timeline">${timeline(account, record)}</div>
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
