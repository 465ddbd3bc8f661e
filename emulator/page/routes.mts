import type { FastifyInstance } from 'fastify';
import type { Context } from '../http/server.mts';
import { renderPage } from './page.mts';

/**
 * Adds the page, and the event stream that tells it when to refresh. Both work without a token. Their requests
 * are not recorded and do not count against rate limits.
 */
export function addPage(app: FastifyInstance, context: Context): void {
	app.get<{ Querystring: { record?: string } }>('/', (request, reply) =>
		reply
			.type('text/html; charset=utf-8')
			.header('cache-control', 'no-store')
			.send(renderPage(context, request.query.record ?? '')),
	);
	app.get('/_page/events', (request, reply) => {
		reply.hijack();
		reply.raw.writeHead(200, {
			'content-type': 'text/event-stream',
			'cache-control': 'no-store',
		});
		reply.raw.write('retry: 1000\n\n');
		const stop = context.recorder.listen(() => reply.raw.write('data: request\n\n'));
		request.raw.on('close', stop);
	});
}
