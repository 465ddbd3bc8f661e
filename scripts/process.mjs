// Child processes for the scripts and the demo. Import only Node's own modules here, since this runs before anything is installed.
import { spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';

const isWindows = process.platform === 'win32';

/** @typedef {import('node:child_process').ChildProcess} ChildProcess */

/**
 * The running child processes, and whether each leads its own process group. An interrupted command stops all of them.
 * @type {Map<ChildProcess, boolean>}
 */
const alive = new Map();

/**
 * Environment variables that npm sets for a script, with data about its package. If the script starts npm in another
 * folder, that npm must not read them.
 */
const NPM_SCRIPT_VARIABLE =
	/^(npm_(package|lifecycle)_.*|npm_command|npm_config_(local|global)_prefix|npm_config_ignore_scripts|INIT_CWD)$/;

/**
 * @typedef {object} RunOptions
 * @property {string} [cwd]
 * @property {NodeJS.ProcessEnv} [env] the whole environment; default: that of this process
 * @property {string} [log] a file for all output; an error message contains its last lines
 */

/**
 * Starts a process. With `detached`, it leads its own process group (except on Windows). Then Ctrl-C in the terminal doesn't
 * reach it, and `stop` also ends everything that it started.
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
 * Runs a command and waits until it has ended.
 * @param {string} command
 * @param {string[]} args
 * @param {RunOptions} [options]
 * @returns {Promise<void>} rejects if the command fails; the message has the command, its exit code and the end of its log
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
 * Runs npm. If npm runs this script, the same npm is used.
 * @param {string[]} args
 * @param {RunOptions & { node?: string }} [options] `node`: the Node executable that runs npm
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
 * Stops a process and, if it leads a group, everything that it started. It sends SIGTERM and, after a while, SIGKILL.
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
	// Kill what is left of its group.
	if (leads) signal(child, leads, 'SIGKILL');
}

/** Stops all child processes that are still running. */
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
		// The process has already ended.
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
 * Registers a function to run when the command ends, even with an error. It runs after all child processes have stopped. The
 * last function registered runs first.
 * @param {() => unknown} ending
 */
export function atEnd(ending) {
	endings.push(ending);
}

/** From now on, Ctrl-C is the expected way to end the command: the exit code is 0. */
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
 * Runs `work` as the main function of a command. On Ctrl-C, SIGTERM or SIGHUP it stops all child processes before it exits.
 * An error is printed as one message, with exit code 1.
 * @param {() => Promise<string | void>} work its result is the last line on stdout, printed if everything succeeded
 */
export async function main(work) {
	let interrupted = false;
	/** @param {number} code */
	const interrupt = async (code) => {
		// On the second signal, exit immediately.
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
		// The error comes from stopping the command, so don't print it.
		if (interrupted) return;
		console.error(error instanceof Error ? error.message : error);
		process.exitCode = 1;
	}
	if (interrupted) return;
	await end();
	if (lastLine !== undefined && !process.exitCode) console.log(lastLine);
}
