/** What differs between the API versions that the emulator serves, as their OpenAPI documents have it. */
export interface ApiVersion {
	/** Where objects, associations, … are mounted; several where HubSpot has several. */
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
	/** Whether lists of scheduling pages show payment links. */
	paymentLinks: boolean;
	files: string;
	/** Status of a batch of which a part failed; undefined: that of success (errors are in the same schema). */
	partial: 207 | undefined;
	/** Status of an associations batch create. */
	associationsCreated: 200 | 201;
	/** Associations batches that remove answer 204, or 200 with an empty batch. */
	archivedAssociations: 204 | 200;
	/** The v3 and v4 answers have ids of associated records as numbers; the dated documents say texts. */
	numericIds: boolean;
	/** Whether writes are held against the account's own rules. */
	accountRules: boolean;
	/** The v4 guide has a null label for the type without one; the documents leave the key out. */
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

/** v3 for objects, with v4 for associations, as HubSpot counts them. */
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
