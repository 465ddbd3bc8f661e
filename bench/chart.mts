import { ways } from './table.mts';
import type { Create1000, Machine } from './types.mts';

const WIDTH = 760;
const LEFT = 250;
const ROW = 34;
const TOP = 64;
const RIGHT = 110;

const escaped = (text: string) =>
	text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');

const colour = (way: string) =>
	way.startsWith('this node') ? '#ff7a59' : way.startsWith("n8n's own") ? '#33475b' : '#99acc2';

/** An SVG chart with a bar for each way to create the meetings, on a logarithmic axis that starts at 0.01 seconds. */
export function chart(figures: Create1000, { items, node }: Machine): string {
	const bars = ways(figures);
	const least = Math.log10(0.01);
	const most = Math.max(...bars.map(({ took }) => Math.log10(took)), 1);
	const widthOf = (took: number) =>
		Math.max(2, ((Math.log10(took) - least) / (most - least)) * (WIDTH - LEFT - RIGHT));
	const height = TOP + bars.length * ROW + 34;
	const axis = [0.01, 0.1, 1, 10].filter((tick) => Math.log10(tick) <= most);
	const parts = [
		`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" font-family="system-ui, sans-serif" font-size="13" role="img">`,
		`<title>${items} meetings from ${items} items: seconds for each way</title>`,
		`<rect width="${WIDTH}" height="${height}" fill="#ffffff"/>`,
		`<text x="16" y="28" font-size="16" font-weight="600" fill="#33475b">${items.toLocaleString('en')} meetings from ${items.toLocaleString('en')} items</text>`,
		`<text x="16" y="48" fill="#516f90">seconds (median, logarithmic), in n8n's engine on Node ${escaped(node)}; lower is better</text>`,
		...axis.map((tick) => {
			const x = (LEFT + widthOf(tick)).toFixed(1);
			const bottom = TOP + bars.length * ROW;
			return `<line x1="${x}" y1="${TOP}" x2="${x}" y2="${bottom}" stroke="#dfe3eb"/><text x="${x}" y="${bottom + 18}" text-anchor="middle" fill="#516f90">${tick} s</text>`;
		}),
		...bars.map(({ way, took, calls }, n) => {
			const y = TOP + n * ROW;
			const requests = calls === null ? '' : `, ${calls.toLocaleString('en')} requests`;
			return (
				`<text x="${LEFT - 10}" y="${y + 21}" text-anchor="end" fill="#33475b">${escaped(way)}</text>` +
				`<rect x="${LEFT}" y="${y + 6}" width="${widthOf(took).toFixed(1)}" height="22" rx="2" fill="${colour(way)}"/>` +
				`<text x="${(LEFT + widthOf(took) + 6).toFixed(1)}" y="${y + 21}" fill="#33475b">${took.toFixed(2)} s${took < 3 ? requests : ''}</text>`
			);
		}),
		'</svg>',
	];
	return `${parts.join('\n')}\n`;
}
