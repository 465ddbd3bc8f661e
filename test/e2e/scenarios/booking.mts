import type { Model } from '../../support/model.mts';
import { askAgent } from '../agents.mts';
import { must, mustContain } from '../check.mts';
import type { Scenario } from '../scenario.mts';

const NOOR = {
	email: 'noor.haddad@tallgrass.example',
	firstName: 'Noor',
	lastName: 'Haddad',
};

/** Gets the free times and books the last one. */
const booker: Model = (answered) => {
	const [times, booked] = answered.map(({ answer }) => answer);
	if (times === undefined) return [{ tool: 'Get_free_times', args: {} }];
	if (booked !== undefined) return `Booked: ${booked}`;
	const [{ freeTimes }] = JSON.parse(times) as [{ freeTimes: Array<{ start: string }> }];
	const start = freeTimes.at(-1)?.start ?? '';
	return [{ tool: 'Book_a_meeting', args: { ...NOOR, start } }];
};

export const booking: Scenario = {
	name: 'An AI agent books a free time',
	async run(stage) {
		const { world, page, shot } = stage;
		const { said } = await askAgent(
			stage,
			'ai-booking-agent.json',
			'An intro call as late as you have one, please. I am Noor Haddad, noor.haddad@tallgrass.example.',
			booker,
		);
		await shot('canvas', 'ai-agent');
		const subject = 'Intro call: Noor Haddad';
		mustContain(said, subject, "the agent's answer");
		const [start] = /(?<="startLocal":")[^"]+/.exec(said) ?? [''];
		const booked = [...world.emulator.account.store('meetings').all()].find(
			({ properties }) => properties['hs_meeting_title'] === subject,
		);
		must(
			Date.parse(booked?.properties['hs_meeting_start_time'] ?? '') === Date.parse(start),
			`The meeting that was booked for ${start} is ${JSON.stringify(booked?.properties)}`,
		);
		const contact = [...world.emulator.account.store('contacts').all()].find(
			({ properties }) => properties['email'] === NOOR.email,
		);
		await page.goto(`${world.emulator.url}/?record=contacts/${contact?.id}`);
		await page.locator('article.meeting', { hasText: subject }).waitFor();
		await shot('HubSpot');
		return `booked ${start}, and HubSpot's page shows it`;
	},
};
