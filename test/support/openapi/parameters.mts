import { isVariable, segmentsOf, type Parameter, type Route } from './documents.mts';
import type { Schemas } from './schemas.mts';
import type { Exchange, Violation } from './types.mts';

/** The violations in the query and path of a request: unknown, missing and invalid parameters. */
export function parameterViolations(
	route: Route,
	exchange: Exchange,
	path: string,
	query: string,
	schemas: Schemas,
): Violation[] {
	const base = { side: 'request', route, exchange, keyword: 'parameter' } as const;
	const sent = new URLSearchParams(query);
	const known = new Map(route.parameters.map((p) => [`${p.in} ${p.name}`, p] as const));
	const found: Violation[] = [];

	const judge = (parameter: Parameter, at: string, values: string[]): void => {
		const value = read(parameter, values);
		for (const error of schemas.errors(route.file, parameter.schema, value)) {
			found.push({ ...base, at, detail: error.message ?? error.keyword, value });
		}
	};
	for (const name of new Set(sent.keys())) {
		const parameter = known.get(`query ${name}`);
		if (parameter) judge(parameter, ` ?${name}`, sent.getAll(name));
		else
			found.push({ ...base, at: ` ?${name}`, key: name, detail: 'is unknown', value: undefined });
	}
	for (const parameter of route.parameters) {
		if (parameter.in === 'query' && parameter.required && !sent.has(parameter.name)) {
			found.push({ ...base, at: ` ?${parameter.name}`, detail: 'is missing', value: undefined });
		}
	}
	const segments = segmentsOf(path);
	route.segments.forEach((part, index) => {
		const parameter = isVariable(part) ? known.get(`path ${part.slice(1, -1)}`) : undefined;
		if (parameter) judge(parameter, ` ${part}`, [segments[index]]);
	});
	return found;
}

/** Converts a parameter's text to the type in its schema. Returns it unchanged if that is not possible. */
function read(parameter: Parameter, values: string[]): unknown {
	if (parameter.schema.type === 'array') {
		const items = values.flatMap((value) => value.split(','));
		const whole = parameter.schema.items?.type === 'integer';
		return items.map((item) => (whole && /^-?\d+$/.test(item) ? Number(item) : item));
	}
	if (values.length > 1) return values;
	const [value] = values;
	if (parameter.schema.type === 'integer' && /^-?\d+$/.test(value)) return Number(value);
	if (parameter.schema.type === 'boolean' && /^(true|false)$/.test(value)) return value === 'true';
	return value;
}
