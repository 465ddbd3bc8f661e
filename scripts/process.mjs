// Child processes for the scripts and the demo: Node built-ins only, because this runs before anything is installed.
import { spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';

const isWindows = process.platform === 'win32';

/** @typedef {import('node:child_process').ChildProcess} ChildProcess */

/**
 * The child processes that are alive, and whether each leads a group of its own: an interrupted command leaves none behind.
 * @type {Map<ChildProcess, boolean>}
 */
const alive = new Map();

/**
 * What npm tells its scripts about the package they run in. An npm that is started from such a script in another
 * folder must not read it.
 */
const NPM_SCRIPT_VARIABLE =
	/^(npm_(package|lifecycle)_.*|npm_command|npm_config_(local|global)_prefix|npm_config_ignore_scripts|INIT_CWD)$/;

/**
 * @typedef {object} RunOptions
 * @property {string} [cwd]
 * @property {NodeJS.ProcessEnv} [env] the whole environment; this process's own when left out
 * @property {string} [log] a file that takes all output; its last lines become part of the error
 */

/**
 * Starts a process. With `detached` it leads a group of its own (where the system has groups): Ctrl-C in the terminal
 * doesn't reach it, and `stop` reaches everything it started.
 * @param {string} command
 * @param {string[]} args
 * @param {import('node:child_process').SpawnOptions} [options]
 */
export function start(command, args, options = {}) {
	const detached = options.detached === true && !isWindows;
	const child = spawn(command, args, { windowsHide: true, ...options, detached });
	alive.set(child, detached);
	child.once('exit', () => alive.delete(child));
	child.once('error', () => alive.delete(child));
	return child;
}

/**
 * Runs a command to its end.
 * @param {string} command
 * @param {string[]} args
 * @param {RunOptions} [options]
 * @returns {Promise<void>} rejects with the command, how it ended and the end of its log
 */
export async function run(command, args, { cwd, env, log } = {}) {
	const child = start(command, args, {
		cwd,
		env,
		stdio: ['ignore', log ? 'pipe' : 'inherit', log ? 'pipe' : 'inherit'],
		shell: isWindows && !/[\\/]/.test(command),
	});
	const file = log === undefined ? undefined : createWriteStream(log);
	if (file) {
		child.stdout?.pipe(file, { end: false });
		child.stderr?.pipe(file, { end: false });
	}
	const [code, signal] = await once(child, 'close');
	if (file) {
		file.end();
		await once(file, 'close');
	}
	if (code === 0) return;
	const tail = log === undefined ? '' : `\n${await lastLines(log, 40)}`;
	throw new Error(
		`${[command, ...args].join(' ')} ended with ${code === null ? signal : `exit code ${code}`}${tail}`,
	);
}

/**
 * Runs npm, the one that runs this script if one does.
 * @param {string[]} args
 * @param {RunOptions & { node?: string }} [options] `node`: the Node that is to run npm
 */
export async function runNpm(args, { node = process.execPath, ...options } = {}) {
	const npm = process.env.npm_execpath;
	const env = Object.fromEntries(
		Object.entries(options.env ?? process.env).filter(([name]) => !NPM_SCRIPT_VARIABLE.test(name)),
	);
	await (npm && /\.c?js$/.test(npm)
		? run(node, [npm, ...args], { ...options, env })
		: run('npm', args, { ...options, env }));
}

/**
 * Ends a process and, when it leads a group, everything it started: asks, waits, then insists.
 * @param {ChildProcess} child
 * @param {number} [patienceMs]
 */
export async function stop(child, patienceMs = 10_000) {
	const leads = alive.get(child);
	if (leads === undefined) return;
	const gone = once(child, 'exit');
	signal(child, leads, 'SIGTERM');
	const timer = setTimeout(() => signal(child, leads, 'SIGKILL'), patienceMs);
	await gone;
	clearTimeout(timer);
	// What the process left behind in its group.
	if (leads) signal(child, leads, 'SIGKILL');
}

/** Ends every child process that is still alive. */
export async function stopAll() {
	await Promise.all([...alive.keys()].map((child) => stop(child)));
}

/**
 * @param {ChildProcess} child
 * @param {boolean} leads
 * @param {NodeJS.Signals} name
 */
function signal(child, leads, name) {
	if (child.pid === undefined) return;
	try {
		if (isWindows) spawn('taskkill', ['/pid', String(child.pid), '/T', '/F'], { stdio: 'ignore' });
		else process.kill(leads ? -child.pid : child.pid, name);
	} catch {
		// It is gone already.
	}
}

/**
 * @param {string} file
 * @param {number} count
 */
export async function lastLines(file, count) {
	const text = await readFile(file, 'utf8').catch(() => '');
	return text.trimEnd().split('\n').slice(-count).join('\n');
}

/** @type {Array<() => unknown>} */
const endings = [];
let interruptCode = 130;

/**
 * Has something done when the command ends, however it ends: last registered, first done, after the child processes.
 * @param {() => unknown} ending
 */
export function atEnd(ending) {
	endings.push(ending);
}

/** From here on Ctrl-C is the expected way to end the command, not a failure. */
export function expectInterrupt() {
	interruptCode = 0;
}

async function end() {
	await stopAll();
	for (let ending = endings.pop(); ending; ending = endings.pop()) {
		try {
			await ending();
		} catch (error) {
			console.error(error instanceof Error ? error.message : error);
			process.exitCode ||= 1;
		}
	}
}

/**
 * Runs `work` as the whole of a command: Ctrl-C and a request to end stop every child process first, and an error becomes
 * one message and exit code 1.
 * @param {() => Promise<string | void>} work what it returns is the last line on stdout, printed when everything has ended well
 */
export async function main(work) {
	let interrupted = false;
	/** @param {number} code */
	const interrupt = async (code) => {
		// Asked twice: somebody is in a hurry.
		if (interrupted) process.exit(code);
		interrupted = true;
		await end();
		process.exit(process.exitCode || code);
	};
	process.on('SIGINT', () => void interrupt(interruptCode));
	process.on('SIGTERM', () => void interrupt(143));
	process.on('SIGHUP', () => void interrupt(129));
	/** @type {string | void | undefined} */
	let lastLine = undefined;
	try {
		lastLine = await work();
	} catch (error) {
		// A command that failed because it is being stopped has nothing to report.
		if (interrupted) return;
		console.error(error instanceof Error ? error.message : error);
		process.exitCode = 1;
	}
	if (interrupted) return;
	await end();
	if (lastLine !== undefined && !process.exitCode) console.log(lastLine);
}
