import type { INodeProperties, INodePropertyCollection, INodePropertyOptions } from 'n8n-workflow';

/** A field of the node, as a row of the page. */
export interface FieldRow {
	/** The names of the field and of what contains it, such as `Options › Time Zone`. */
	path: string;
	/** Its key in the workflow's JSON, within the field that contains it. */
	name: string;
	type: string;
	fallback: string;
	text: string;
}

const KINDS: Record<string, string> = {
	boolean: 'yes or no',
	dateTime: 'date and time',
	json: 'JSON',
	multiOptions: 'list of choices',
	number: 'number',
	options: 'choice',
	resourceLocator: 'record',
	string: 'text',
};

/** Removes HTML and "Choose from the list …", which n8n requires in the editor but which is no help in the docs. */
const plain = (text: string): string =>
	text
		.replace(/\.? ?Choose from the list, or specify (an ID|IDs) using an <a.*?<\/a>\.?/, '')
		.replace(/<[^>]+>/g, '')
		.trim();

const sentence = (text: string): string => (text === '' || /[.!?]$/.test(text) ? text : `${text}.`);

/** Whether a field is shown for a resource and an operation. Its other display conditions are ignored. */
export function isShown({ displayOptions }: INodeProperties, where: Record<string, string>) {
	return Object.entries(where).every(([key, value]) => {
		const allowed = displayOptions?.show?.[key] as unknown[] | undefined;
		return allowed === undefined || allowed.includes(value);
	});
}

/** The rows of a field and of all fields that it contains. */
export function rowsOf(field: INodeProperties, above = ''): FieldRow[] {
	const path = above ? `${above} › ${field.displayName}` : field.displayName;
	if (field.type === 'notice') return [];
	if (field.type === 'collection') {
		return (field.options as INodeProperties[]).flatMap((option) => rowsOf(option, path));
	}
	if (field.type === 'fixedCollection') {
		return (field.options as INodePropertyCollection[]).flatMap(({ values }) =>
			values.flatMap((value) => rowsOf(value, path)),
		);
	}
	return [
		{
			path,
			name: field.name,
			type: KINDS[field.type] ?? field.type,
			fallback: defaultOf(field),
			text: textOf(field),
		},
	];
}

function defaultOf({ default: value, options }: INodeProperties): string {
	if (typeof value === 'boolean') return value ? 'yes' : 'no';
	if (typeof value === 'number') return String(value);
	if (typeof value !== 'string' || value === '') return '';
	const chosen = (options as INodePropertyOptions[] | undefined)?.find(
		(option) => option.value === value,
	);
	return chosen?.name ?? value;
}

function textOf({ type, description = '', hint = '', options, required }: INodeProperties): string {
	const choices =
		type === 'options' || type === 'multiOptions'
			? ((options ?? []) as INodePropertyOptions[]).map(({ name }) => `*${name}*`)
			: [];
	return [
		required ? 'Required.' : '',
		sentence(plain(description)),
		sentence(plain(hint)),
		choices.length > 0 ? `One of ${choices.join(', ')}.` : '',
	]
		.filter(Boolean)
		.join(' ')
		.replaceAll('|', '\\|');
}
