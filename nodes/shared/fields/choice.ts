import type { INodeProperties } from 'n8n-workflow';

/** A field that offers what the account has. */
interface Choice extends Partial<INodeProperties> {
	/** What is chosen, in the singular: n8n wants the names of such fields to say that an ID does as well. */
	of: string;
	/** The loader of the list. */
	from: string;
	loadOptionsDependsOn?: string[];
}

/** One of a list, in n8n's words: they end the description of every such field. */
export const choice = (name: string, field: Choice): INodeProperties =>
	chosen(name, field, { type: 'options', default: '' }, 'Name or ID', 'an ID');

/** Any number of a list. */
export const choices = (name: string, field: Choice): INodeProperties =>
	chosen(name, field, { type: 'multiOptions', default: [] }, 'Names or IDs', 'IDs');

function chosen(
	name: string,
	{ of, from, loadOptionsDependsOn, description, ...more }: Choice,
	kind: Pick<INodeProperties, 'type' | 'default'>,
	ending: string,
	ids: string,
): INodeProperties {
	const how = `Choose from the list, or specify ${ids} using an <a href="https://docs.n8n.io/code/expressions/">expression</a>`;
	return {
		displayName: `${of} ${ending}`,
		name,
		...kind,
		typeOptions: { loadOptionsMethod: from, ...(loadOptionsDependsOn && { loadOptionsDependsOn }) },
		description: description ? `${description}. ${how}.` : how,
		...more,
	};
}
