/** Differences between the API versions that the emulator supports, from their OpenAPI documents. */
export interface ApiVersion {
	/** URL prefixes of objects, associations, and so on. Some have several, as in HubSpot. */
	objects: readonly string[];
	objectAssociations: readonly string[];
	associations: readonly string[];
	labels: readonly string[];
	owners: string;
	properties: string;
	schemas: readonly string[];
	pipelines: string;
	accountInfo: string;
	scheduler: string;
	/** Whether lists of scheduling pages include payment links. */
	paymentLinks: boolean;
	files: string;
	/** Status of a partly failed batch. Undefined means the status of success, whose schema includes errors. */
	partial: 207 | undefined;
	/** Status of a batch that creates associations. */
	associationsCreated: 200 | 201;
	/** Status of a batch that removes associations: 204, or 200 with an empty batch response. */
	archivedAssociations: 204 | 200;
	/** Whether IDs of associated records are numbers, as in v4. The documents of the dated versions have strings. */
	numericIds: boolean;
	/** Whether writes have to follow the account's own rules. */
	accountRules: boolean;
	/**
	 * Whether unlabelled types have `label: null`, as in the v4 guide. The documents of the dated versions leave
	 * it out.
	 */
	nullLabels: boolean;
}

const dated = (
	version: string,
	rest: Pick<ApiVersion, 'partial' | 'associationsCreated' | 'accountRules' | 'paymentLinks'>,
): ApiVersion => ({
	objects: [`/crm/objects/${version}`],
	objectAssociations: [`/crm/objects/${version}`],
	associations: [`/crm/associations/${version}`],
	labels: [`/crm/associations/${version}`],
	owners: `/crm/owners/${version}`,
	properties: `/crm/properties/${version}`,
	schemas: [`/crm/object-schemas/${version}/schemas`, `/crm-object-schemas/${version}/schemas`],
	pipelines: `/crm/pipelines/${version}`,
	accountInfo: `/account-info/${version}`,
	scheduler: `/scheduler/${version}/meetings`,
	files: `/files/${version}/files`,
	archivedAssociations: 200,
	numericIds: false,
	nullLabels: false,
	...rest,
});

/** v3 for objects and v4 for associations. */
export const NUMBERED: ApiVersion = {
	objects: ['/crm/v3/objects', '/crm/objects/v3'],
	objectAssociations: ['/crm/v4/objects'],
	associations: ['/crm/v4/associations'],
	labels: ['/crm/v4/associations', '/crm/associations/v4'],
	owners: '/crm/v3/owners',
	properties: '/crm/v3/properties',
	schemas: ['/crm/v3/schemas', '/crm-object-schemas/v3/schemas'],
	pipelines: '/crm/v3/pipelines',
	accountInfo: '/account-info/v3',
	scheduler: '/scheduler/v3/meetings',
	paymentLinks: true,
	files: '/files/v3/files',
	partial: 207,
	associationsCreated: 201,
	archivedAssociations: 204,
	numericIds: true,
	nullLabels: true,
	accountRules: false,
};

export const VERSIONS: readonly ApiVersion[] = [
	NUMBERED,
	dated('2026-03', {
		partial: 207,
		associationsCreated: 201,
		accountRules: false,
		paymentLinks: true,
	}),
	dated('2026-09', {
		partial: undefined,
		associationsCreated: 200,
		accountRules: true,
		paymentLinks: false,
	}),
];
