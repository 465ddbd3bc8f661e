import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** A JSON schema with the keywords that HubSpot uses: plain types, `$ref`, `required`, `enum`, `format`, `nullable`. */
export interface Schema {
	[keyword: string]: unknown;
	$ref?: string;
	properties?: Record<string, Schema>;
	additionalProperties?: Schema | boolean;
	items?: Schema;
}

interface Content {
	content?: Record<string, { schema?: Schema }>;
	$ref?: string;
}

export interface Parameter {
	name: string;
	in: 'path' | 'query' | 'header';
	required?: boolean;
	schema: Schema;
}

interface Operation {
	parameters?: Parameter[];
	requestBody?: Content & { required?: boolean };
	responses: Record<string, Content>;
	security?: Array<Record<string, string[]>>;
}

export interface OpenApiDocument {
	file: string;
	paths: Record<string, Record<string, Operation>>;
	components: { schemas: Record<string, Schema>; responses?: Record<string, Content> };
}

/** One operation of one document, with everything that an exchange is checked against. */
export interface Route {
	file: string;
	method: string;
	template: string;
	segments: string[];
	parameters: Parameter[];
	body?: { schema: Schema; required: boolean; type: string };
	/** Schemas by status, with `default` for all errors. `undefined` if the document specifies an empty body. */
	responses: Map<string, Schema | undefined>;
	/** The scopes that the document names for this operation. They are alternatives. */
	scopes: Set<string>;
}

const FOLDER = '../shared/hubspot-openapi';

let loaded: OpenApiDocument[] | undefined;

/** HubSpot's OpenAPI documents from a folder next to the repository. Empty if the folder is missing. */
export function documents(): OpenApiDocument[] {
	if (loaded === undefined) {
		const folder = resolve(process.cwd(), FOLDER);
		const files = existsSync(folder) ? readdirSync(folder).filter((f) => f.endsWith('.json')) : [];
		loaded = files
			.sort()
			.map((file) => ({ ...JSON.parse(readFileSync(join(folder, file), 'utf8')), file }));
	}
	return loaded;
}

/** All operations of the documents, with exact paths before generic ones (`meetings` before `{objectType}`). */
export function routes(docs: OpenApiDocument[]): Route[] {
	const all = docs.flatMap((document) =>
		Object.entries(document.paths).flatMap(([template, operations]) =>
			Object.entries(operations).map(([method, operation]) =>
				route(document, method.toUpperCase(), template, operation),
			),
		),
	);
	return all.sort((a, b) => rank(b.segments).localeCompare(rank(a.segments)));
}

/** Splits a path, without its query, into decoded segments. */
export function segmentsOf(path: string): string[] {
	return path.split('/').slice(1).map(decode);
}

export function matches(template: string[], segments: string[]): boolean {
	return (
		template.length === segments.length &&
		template.every((part, i) => (isVariable(part) ? segments[i] !== '' : part === segments[i]))
	);
}

export function isVariable(segment: string): boolean {
	return segment.startsWith('{');
}

function route(
	document: OpenApiDocument,
	method: string,
	template: string,
	operation: Operation,
): Route {
	const schemaOf = (content: Content | undefined): Schema | undefined =>
		Object.values(content?.content ?? {})[0]?.schema;
	const responseOf = (response: Content): Schema | undefined => {
		const name = response.$ref?.split('/').pop();
		return schemaOf(name === undefined ? response : document.components.responses?.[name]);
	};
	const body = schemaOf(operation.requestBody);
	const [type = ''] = Object.keys(operation.requestBody?.content ?? {});
	return {
		file: document.file,
		method,
		template,
		segments: template.split('/').slice(1),
		parameters: operation.parameters ?? [],
		body: body && { schema: body, required: operation.requestBody?.required === true, type },
		responses: new Map(
			Object.entries(operation.responses).map(([status, response]) => [
				status,
				responseOf(response),
			]),
		),
		scopes: new Set((operation.security ?? []).flatMap((way) => Object.values(way).flat())),
	};
}

/** A sort key that puts literal segments before variables. The leftmost difference decides. */
function rank(segments: string[]): string {
	return segments.map((part) => (isVariable(part) ? '0' : '1')).join('');
}

function decode(segment: string): string {
	try {
		return decodeURIComponent(segment);
	} catch {
		return segment;
	}
}
