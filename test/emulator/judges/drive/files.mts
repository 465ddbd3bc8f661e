import { list, type Hub, type Version } from './hub.mts';

/** Reads, searches, signs and deletes files of the seed. Other tests judge uploads. */
export function driveFiles(hub: Hub, { name }: Version): void {
	const base = `/files/${name}/files`;

	it('reads, searches, signs and deletes a file', async () => {
		const found = list(await hub.ok(200, 'GET', `${base}/search?limit=2&sort=-createdAt`));
		expect(found).toHaveLength(2);
		const one = `${base}/${String(found[0].id)}`;
		expect(await hub.ok(200, 'GET', one)).toEqual(found[0]);
		const signed = await hub.ok(200, 'GET', `${one}/signed-url?expirationSeconds=60`);
		expect(signed).toMatchObject({ name: found[0].name, size: found[0].size });
		await hub.ok(204, 'DELETE', one);
		await hub.refused(404, 'GET', one);
		await hub.refused(400, 'GET', `${base}/search?limit=101`);
		await hub.refused(415, 'POST', base, {});
	});
}
