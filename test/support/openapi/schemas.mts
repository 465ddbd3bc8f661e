import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';

import { documents, type Schema } from './documents.mts';

/**
 * Validates values against schemas of the documents. A key that the schema doesn't name is a violation, because it is
 * either a misspelled key in a request or an invented key in a response.
 */
export class Schemas {
	private readonly ajv = new Ajv({ strict: false, allErrors: true, verbose: true });
	private readonly compiled = new Map<Schema, ValidateFunction>();
	private readonly added = new Set<string>();

	constructor() {
		addFormats.default(this.ajv);
	}

	/** The errors of `value` against `schema`, which belongs to the document `file`. Schemas are compiled on first use. */
	errors(file: string, schema: Schema, value: unknown): ErrorObject[] {
		let validate = this.compiled.get(schema);
		if (validate === undefined) {
			this.add(file);
			validate = this.ajv.compile(absolute(file, close(schema)));
			this.compiled.set(schema, validate);
		}
		return validate(value) ? [] : (validate.errors ?? []);
	}

	private add(file: string): void {
		const document = documents().find((candidate) => candidate.file === file);
		if (document === undefined || this.added.has(file)) return;
		this.added.add(file);
		const schemas = Object.fromEntries(
			Object.entries(document.components.schemas).map(([name, schema]) => [name, close(schema)]),
		);
		this.ajv.addSchema({ $id: file, components: { schemas } });
	}
}

function close(schema: Schema): Schema {
	const closed: Schema = { ...schema };
	if (schema.items) closed.items = close(schema.items);
	if (typeof schema.additionalProperties === 'object') {
		closed.additionalProperties = close(schema.additionalProperties);
	}
	if (schema.properties) {
		closed.additionalProperties ??= false;
		closed.properties = Object.fromEntries(
			Object.entries(schema.properties).map(([name, property]) => [name, close(property)]),
		);
	}
	return closed;
}

/** Adds the document's name to `$ref`, because the schema is compiled outside its document. */
function absolute(file: string, schema: Schema): Schema {
	const copy: Schema = { ...schema };
	if (schema.$ref?.startsWith('#')) copy.$ref = file + schema.$ref;
	if (schema.items) copy.items = absolute(file, schema.items);
	return copy;
}
