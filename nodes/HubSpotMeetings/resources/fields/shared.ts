import type { INodeProperties } from 'n8n-workflow';

/** A field, and the operations that have it: `meeting create`. */
interface Shared {
	/** What makes two fields the same: all but resource and operation. */
	key: string;
	field: INodeProperties;
	places: Set<string>;
}

/**
 * The fields of all operations with those that several have in the same form standing once: n8n goes through all of a
 * description's properties twice for each item (n8n-core 2.41), whether they are shown or not, and that is most of what a
 * thousand items cost. Every operation keeps its fields in its order.
 */
export function shared(fields: INodeProperties[]): INodeProperties[] {
	const lists = new Map<string, Shared[]>();
	for (const field of fields) {
		for (const place of placesOf(field)) {
			lists.set(place, [...(lists.get(place) ?? []), oneOf(field, place)]);
		}
	}
	const merged = [...lists.values()].reduce(mergeInto, []);
	const ofEvery = (field: INodeProperties) => placesOf(field).length === 0;
	const rest = fields.slice(
		fields.length - [...fields].reverse().findIndex((field) => !ofEvery(field)),
	);
	// What is shown whatever the operation is chooses it, or stands below everything else.
	const selectors = fields.filter((field) => ofEvery(field) && !rest.includes(field));
	return [...selectors, ...merged.flatMap((each) => fieldsOf(each, lists.size)), ...rest];
}

/** The conditions of a field beside resource and operation. */
function conditions({ displayOptions }: INodeProperties): INodeProperties['displayOptions'] {
	const others = Object.entries(displayOptions?.show ?? {}).filter(
		([name]) => name !== 'resource' && name !== 'operation',
	);
	return { ...displayOptions, show: Object.fromEntries(others) };
}

function oneOf(field: INodeProperties, place: string): Shared {
	const key = JSON.stringify({ ...field, displayOptions: conditions(field) });
	return { key, field, places: new Set([place]) };
}

function placesOf({ displayOptions }: INodeProperties): string[] {
	const { resource = [], operation = [] } = displayOptions?.show ?? {};
	return resource.flatMap((one) => operation.map((other) => `${String(one)} ${String(other)}`));
}

/** Both lists in one, each in its order, with as many fields in common as can be: their longest common subsequence. */
function mergeInto(all: Shared[], list: Shared[]): Shared[] {
	const common = Array.from({ length: all.length + 1 }, () =>
		Array<number>(list.length + 1).fill(0),
	);
	for (let i = all.length - 1; i >= 0; i--) {
		for (let j = list.length - 1; j >= 0; j--) {
			common[i][j] =
				all[i].key === list[j].key
					? common[i + 1][j + 1] + 1
					: Math.max(common[i + 1][j], common[i][j + 1]);
		}
	}
	const merged: Shared[] = [];
	let i = 0;
	let j = 0;
	while (i < all.length || j < list.length) {
		if (i < all.length && j < list.length && all[i].key === list[j].key) {
			merged.push({ ...all[i], places: new Set([...all[i++].places, ...list[j++].places]) });
		} else if (j >= list.length || (i < all.length && common[i + 1][j] >= common[i][j + 1])) {
			merged.push(all[i++]);
		} else {
			merged.push(list[j++]);
		}
	}
	return merged;
}

/** One field, or one for each resource: n8n would combine every resource with every operation. */
function fieldsOf({ field, places }: Shared, total: number): INodeProperties[] {
	const others = conditions(field);
	if (places.size === total) return [{ ...field, displayOptions: others }];
	const byResource = new Map<string, string[]>();
	for (const place of places) {
		const [resource, operation] = place.split(' ');
		byResource.set(resource, [...(byResource.get(resource) ?? []), operation]);
	}
	return [...byResource].map(([resource, operation]) => ({
		...field,
		displayOptions: { ...others, show: { resource: [resource], operation, ...others?.show } },
	}));
}
