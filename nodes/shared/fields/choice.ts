import type { INodeProperties } from 'n8n-workflow';

/** A dropdown whose options come from the user's HubSpot account. */
interface Choice extends Partial<INodeProperties> {
	/** What the user selects, in the singular. n8n wants the display name of such a field to say that an ID works too. */
	of: string;
	/** The name of the method that loads the options. */
	from: string;
	loadOptionsDependsOn?: string[];
}

/** A field to select one option. Its description ends with the wording that n8n wants for every such field. */
export const choice = (name: string, field: Choice): INodeProperties =>
	chosen(name, field, { type: 'options', default: '' }, 'Name or ID', 'an ID');

/** A field to select any number of options. */
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
