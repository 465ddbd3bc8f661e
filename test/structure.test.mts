import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';

const ROOT = resolve(__dirname, '..');

/** The top-level folders, from the highest layer to the lowest. A file may import only from its own folder and lower layers. */
const ROOMS = ['HubSpotMeetings', 'shared', 'api', 'transport', 'hubspot', 'common'];

/** The layer of each folder. The two nodes share a layer, and neither may import from the other. */
const FLOOR: Record<string, number> = {
	...Object.fromEntries(ROOMS.map((room, floor) => [room, floor])),
	HubSpotMeetingsTrigger: 0,
};

const files = readdirSync(join(ROOT, 'nodes'), { recursive: true, encoding: 'utf8' })
	.filter((file) => file.endsWith('.ts'))
	.map((file) => `nodes/${file.replaceAll('\\', '/')}`)
	.sort();

const roomOf = (file: string) => file.split('/')[1];

function importsOf(file: string): string[] {
	const text = readFileSync(join(ROOT, file), 'utf8');
	return [...text.matchAll(/\bfrom '(\.[^']*)'/g)].map(([, specifier]) => {
		const path = relative(ROOT, resolve(ROOT, dirname(file), specifier)).replaceAll('\\', '/');
		const found = [`${path}.ts`, `${path}/index.ts`].find((name) => files.includes(name));
		if (found === undefined) throw new Error(`${file} imports ${specifier}, which is not there`);
		return found;
	});
}

const imports = new Map(files.map((file) => [file, importsOf(file)]));

/** A chain of imports from a file back to itself, or undefined. */
function circleFrom(start: string): string[] | undefined {
	const seen = new Set<string>();
	const walk = (file: string, way: string[]): string[] | undefined => {
		for (const next of imports.get(file) ?? []) {
			if (next === start) return [...way, next];
			if (seen.has(next)) continue;
			seen.add(next);
			const found = walk(next, [...way, next]);
			if (found) return found;
		}
		return undefined;
	};
	return walk(start, [start]);
}

test('every file is in a known top-level folder', () => {
	expect(files.length).toBeGreaterThan(100);
	expect(files.filter((file) => FLOOR[roomOf(file)] === undefined)).toEqual([]);
});

test('imports go only to lower layers: nodes, shared, api, transport, hubspot, common', () => {
	const up = [...imports].flatMap(([file, targets]) =>
		targets
			.filter((target) => roomOf(target) !== roomOf(file))
			.filter((target) => FLOOR[roomOf(target)] <= FLOOR[roomOf(file)])
			.map((target) => `${file} -> ${target}`),
	);
	expect(up).toEqual([]);
});

test('there are no circular imports', () => {
	const circles = files.map(circleFrom).filter((circle) => circle !== undefined);
	expect(circles.map((circle) => circle.join(' -> '))).toEqual([]);
});

test('no file outside the events folder names an event', () => {
	const room = 'nodes/HubSpotMeetingsTrigger/';
	const events = files
		.filter((file) => file.startsWith(`${room}events/`))
		.map((file) => readFileSync(join(ROOT, file), 'utf8'))
		.flatMap((text) => /: MeetingEvent = \{\s*option: \{[^}]*value: '(\w+)'/.exec(text)?.[1] ?? []);
	expect(events.length).toBeGreaterThan(6);
	const naming = files
		.filter((file) => file.startsWith(room) && !file.startsWith(`${room}events/`))
		.filter((file) => {
			const text = readFileSync(join(ROOT, file), 'utf8');
			return events.some((event) => text.includes(`'${event}'`));
		});
	expect(naming).toEqual([]);
});

describe("n8n's undocumented fields are read in one file", () => {
	const INTERNALS = 'nodes/transport/n8nInternals.ts';
	const textOf = (file: string) => readFileSync(join(ROOT, file), 'utf8');
	const others = files.filter((file) => file !== INTERNALS);
	const declared = /interface Undocumented \{\n([^]*?)\n\}/.exec(textOf(INTERNALS))?.[1] ?? '';
	const fields = [...declared.matchAll(/^\t(\w+)\?:/gm)].map(([, name]) => name);

	test('no other file casts an n8n context to another type', () => {
		const cast = /\b(?:context|this|helpers)\)? as (?!(?:ItemContext|IAllExecuteFunctions)\b)/;
		expect(textOf(INTERNALS)).toMatch(cast);
		expect(others.filter((file) => cast.test(textOf(file)))).toEqual([]);
	});

	test('no other file names one of these fields', () => {
		expect(fields.length).toBeGreaterThan(5);
		// These are common words, so a search for them proves nothing. The test of casts covers them.
		const names = fields.filter((name) => !['node', 'mode'].includes(name));
		const naming = new RegExp(`\\b(?:${names.join('|')}|credentialsHelper|getDecrypted)\\b`);
		expect(others.filter((file) => naming.test(textOf(file)))).toEqual([]);
	});

	test('the comment of each field says what happens if the field is missing', () => {
		const comments = declared.split(/^\t\w+\?:.*$/m).filter((text) => text.includes('/**'));
		expect(comments.filter((text) => !/If it is missing|Arguments of/.test(text))).toEqual([]);
	});
});
