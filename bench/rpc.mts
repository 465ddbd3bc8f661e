import { join } from 'node:path';
import { ROOT } from '../scripts/ensure-installed.mjs';
import { start, stop } from '../scripts/process.mjs';

/** The functions of a child process. Arguments and results are plain data. */
export type Handlers = Record<string, (...args: never[]) => unknown>;

interface Question {
	id: number;
	name: string;
	args: unknown[];
}

interface Answer {
	id: number;
	value?: unknown;
	error?: string;
}

/** In the child process: runs the functions that the parent calls, and exits when the parent disconnects. */
export function serve(handlers: Handlers): void {
	process.on('message', ({ id, name, args }: Question) => {
		const answer = async () => (await handlers[name](...(args as never[]))) ?? null;
		answer().then(
			(value) => process.send?.({ id, value } satisfies Answer),
			(error: unknown) =>
				process.send?.({
					id,
					error: String((error as Error)?.stack ?? error),
				} satisfies Answer),
		);
	});
	process.once('disconnect', () => process.exit(0));
}

/** In the parent process: the child's functions, each returning a promise. */
export type Remote<H extends Handlers> = {
	[Name in keyof H]: (...args: Parameters<H[Name]>) => Promise<Awaited<ReturnType<H[Name]>>>;
} & { end(): Promise<void> };

/**
 * Starts a file of bench/ in a separate process, so that other work doesn't affect its CPU time, memory and event loop.
 *
 * @param nodePath further folders in which to find modules
 */
export function open<H extends Handlers>(file: string, nodePath: string[] = []): Remote<H> {
	const child = start(
		process.execPath,
		['--expose-gc', '--import', 'tsx', join(ROOT, 'bench', file)],
		{
			cwd: ROOT,
			stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
			env: { ...process.env, NODE_PATH: nodePath.join(process.platform === 'win32' ? ';' : ':') },
		},
	);
	let questions = 0;
	const waiting = new Map<
		number,
		{ resolve: (value: never) => void; reject: (e: Error) => void }
	>();
	child.on('message', ({ id, value, error }: Answer) => {
		const caller = waiting.get(id);
		waiting.delete(id);
		if (error === undefined) caller?.resolve(value as never);
		else caller?.reject(new Error(`${file}: ${error}`));
	});
	child.once('exit', (code, signal) => {
		for (const { reject } of waiting.values())
			reject(new Error(`${file} ended with ${signal ?? `exit code ${code}`}`));
	});
	const ask = async (name: string, args: unknown[]) =>
		await new Promise<never>((resolve, reject) => {
			questions += 1;
			waiting.set(questions, { resolve, reject });
			child.send({ id: questions, name, args } satisfies Question);
		});
	return new Proxy({} as Remote<H>, {
		get: (_, name: string) =>
			// When an async function returns the proxy, JavaScript checks whether it has a `then` method.
			name === 'then'
				? undefined
				: name === 'end'
					? async () => await stop(child)
					: async (...args: unknown[]) => await ask(name, args),
	});
}
