import type { INodeProperties } from 'n8n-workflow';

import { locator } from './locator';

/** The scheduling page that an operation is about. */
export const schedulingPage: INodeProperties = {
	displayName: 'Scheduling Page',
	name: 'schedulingPage',
	...locator('searchSchedulingPages', {
		modes: [
			{
				displayName: 'By URL',
				name: 'url',
				type: 'string',
				placeholder: 'e.g. https://meetings.hubspot.com/jane-doe/intro',
			},
			{
				displayName: 'By Slug',
				name: 'slug',
				type: 'string',
				placeholder: 'e.g. jane-doe/intro',
				hint: "Everything after the host in the page's URL",
			},
			{
				displayName: 'By Name',
				name: 'name',
				type: 'string',
				placeholder: 'e.g. Intro call',
			},
		],
	}),
	required: true,
	description:
		'The scheduling page (meeting link): choose it from the list, or enter its slug such as jane-doe/intro, URL or name',
	builderHint: {
		propertyHint:
			"Default to mode 'list'. In an AI agent tool, set a fixed page instead of $fromAI.",
	},
};
