import type { IExecuteFunctions, IExecuteSingleFunctions } from 'n8n-workflow';

import { isPlain, mapped } from '../common/input';

/**
 * An operand: text, a number, a constant, or a value that n8n provides with a path into it, such as
 * `$json.place?.rooms[0]` and `$('Form').item.json["Full name"]`.
 */
const OPERAND =
	/\$(?:json|binary|input|itemIndex|now|today|vars|workflow|execution|\((?:'[^'\\\n]*'|"[^"\\\n]*")\))(?:\??\.[\p{L}\w$]+|(?:\?\.)?\[(?:'[^'\\\n]*'|"[^"\\\n]*"|\d+)\])*|'[^'\\\n]*'|"[^"\\\n]*"|\d+(?:\.\d+)?|\b(?:true|false|null|undefined)\b/gu;

/** Operands, here as `#`, with operators between them. A slash is none of these, because it could begin a comment. */
const OPERATION = /^\s*!*-?#(?:\s*(?:\?\?|\|\||&&|[=!]==?|[<>]=?|[-+*%?:])\s*!*-?#)*\s*$/;

/** Code that may read the fields beside its own. Only `getNodeParameter` passes these to n8n. */
const READS_FIELDS = /parameter/i;

/** Stands for an expression in a field. */
class Placeholder {
	constructor(
		/** The expression, as n8n's `evaluateExpression` takes it. */
		readonly source: string,
		/** Its position among the joined expressions. Undefined if it is always evaluated alone. */
		readonly position?: number,
	) {}
}

/**
 * The value of each joined expression, in a list of its own. Null if it failed. There are none if the joined expression
 * could not be evaluated.
 */
type Results = Array<[unknown?] | null>;

/**
 * Reads the fields of a node for its items. n8n needs up to 0.5 ms to evaluate an expression, and hardly longer for
 * twelve joined into one. So the simple expressions of all fields are joined, and n8n evaluates them together, once for
 * each item. The others are evaluated alone.
 */
export class FieldReader {
	/** The fields that contain expressions, with placeholders. n8n reads the other fields. */
	private readonly fields = new Map<string, unknown>();

	/** The code of each joined expression. */
	private readonly codes: string[] = [];

	private readonly joined: string;

	/** False if there is nothing to join, or once n8n could not evaluate the joined expression. */
	private canJoin: boolean;

	constructor(private readonly context: IExecuteFunctions) {
		for (const [name, value] of Object.entries(context.getNode().parameters)) {
			const text = JSON.stringify({ value });
			if (text.includes('"=') && !READS_FIELDS.test(text)) {
				this.fields.set(name, this.withPlaceholders(value));
			}
		}
		const tries = this.codes.map(
			// An empty list for undefined, which one of n8n's expression engines turns into null.
			(code) =>
				`(() => { try { const v = ${code}; return v === undefined ? [] : [v] } catch (error) { return null } })()`,
		);
		this.joined = `{{ [${tries.join()}] }}`;
		this.canJoin = tries.length > 1;
	}

	/**
	 * Returns n8n's `getNodeParameter` for one item. It skips n8n's `validateType` for fields with expressions, which no
	 * field of the node uses.
	 */
	ofItem(index: number): IExecuteSingleFunctions['getNodeParameter'] {
		let results: Results | undefined;
		const read = (name: string, fallback?: never, options?: never): unknown => {
			if (this.fields.has(name) && options === undefined) {
				try {
					results ??= this.evaluate(index);
					const value = this.filled(this.fields.get(name), results, index);
					if (isPlainData(value)) return value;
					// n8n changes some of these values, such as dates in a collection. From now on it reads this field.
					this.fields.delete(name);
				} catch {
					// The error that n8n throws below names the field.
				}
			}
			return this.context.getNodeParameter(name, index, fallback, options);
		};
		return read as IExecuteSingleFunctions['getNodeParameter'];
	}

	private withPlaceholders(value: unknown): unknown {
		if (typeof value !== 'string' || !value.startsWith('=')) {
			return mapped(value, (inner) => this.withPlaceholders(inner));
		}
		const source = value.slice(1);
		const code = joinable(source);
		return code === undefined
			? new Placeholder(source)
			: new Placeholder(source, this.codes.push(code) - 1);
	}

	private evaluate(index: number): Results {
		if (!this.canJoin) return [];
		try {
			const results: unknown = this.context.evaluateExpression(this.joined, index);
			if (Array.isArray(results)) return results as Results;
		} catch {
			// For example, one of the expressions has a syntax error, or reads a property that n8n forbids.
		}
		this.canJoin = false;
		return [];
	}

	/** Replaces the placeholders in a field with values. Evaluates alone what has not been evaluated before. */
	private filled(field: unknown, results: Results, index: number): unknown {
		if (!(field instanceof Placeholder)) {
			return mapped(field, (inner) => this.filled(inner, results, index));
		}
		const { source, position } = field;
		const result = position === undefined ? undefined : results[position];
		return result ? result[0] : this.context.evaluateExpression(source, index);
	}
}

/**
 * Returns code that has the value of an expression, which may be a text with several code blocks.
 *
 * @returns undefined if the expression must be evaluated alone
 */
function joinable(source: string): string | undefined {
	const brackets = (source.match(/\{\{|\}\}/g) ?? []).join('');
	// n8n refuses a whole expression because of this word.
	if (brackets.replaceAll('{{}}', '') !== '' || source.includes('constructor')) return;
	const isCode = (place: number) => place % 2 === 1;
	const parts = source.split(/\{\{|\}\}/);
	const canJoin = (part: string, place: number) =>
		// In a text, a backslash can escape brackets. n8n can't parse U+2028 and U+2029 in a string.
		isCode(place) ? isSimple(part) : !/[\\\u2028\u2029]/.test(part);
	if (!parts.every(canJoin)) return;
	if (parts.length === 3 && parts[0] === '' && parts[2] === '') return `(${parts[1]})`;
	const values = parts.map((part, place) => (isCode(place) ? `(${part})` : JSON.stringify(part)));
	// Like n8n, which leaves out all other values that count as false, such as null and NaN.
	return `[${values.join()}].map((v) => (v || v === 0 || v === false ? v : '')).join('')`;
}

/**
 * Whether code certainly calls nothing and changes nothing. Other code must not be joined: n8n rewrites a whole
 * expression if it contains certain calls, and code sees the changes made by code before it.
 */
const isSimple = (code: string): boolean => OPERATION.test(code.replace(OPERAND, '#'));

/** Whether a value consists of plain data, which n8n returns unchanged. */
const isPlainData = (value: unknown): boolean =>
	typeof value === 'object' && value !== null
		? (Array.isArray(value) || isPlain(value)) && Object.values(value).every(isPlainData)
		: value === null || ['string', 'number', 'boolean', 'undefined'].includes(typeof value);
