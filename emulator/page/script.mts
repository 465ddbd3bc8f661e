/**
 * The page's script. It refreshes the page when the server reports a request, and every five seconds to update
 * the plot. A refresh fetches the page again and replaces the parts that changed. Expanded requests stay
 * expanded.
 */
export const SCRIPT = `
(() => {
	const live = document.querySelector('.live');
	const parts = ['.records', '.timeline', '.traffic'];
	let waiting = false;
	let busy = false;
	const refresh = async () => {
		if (busy) { waiting = true; return; }
		busy = true;
		try {
			const page = new DOMParser().parseFromString(await (await fetch(location.href)).text(), 'text/html');
			const open = new Set([...document.querySelectorAll('details[open]')].map((one) => one.id));
			for (const selector of parts) {
				const old = document.querySelector(selector);
				const fresh = page.querySelector(selector);
				if (!old || !fresh || old.innerHTML === fresh.innerHTML) continue;
				for (const id of open) page.getElementById(id)?.setAttribute('open', '');
				old.innerHTML = fresh.innerHTML;
			}
		} catch {
			// The server is gone: the event stream says so and comes back by itself.
		}
		setTimeout(() => {
			busy = false;
			if (waiting) { waiting = false; refresh(); }
		}, 400);
	};
	const events = new EventSource('/_page/events');
	events.onopen = () => { live.textContent = 'live'; live.classList.add('on'); refresh(); };
	events.onerror = () => { live.textContent = 'waiting for the server'; live.classList.remove('on'); };
	events.onmessage = refresh;
	setInterval(() => { if (!document.hidden) refresh(); }, 5000);
})();
`;
