// npm run build: dist/ holds what ships and nothing else.
const { rm } = require('node:fs/promises');
const { spawn } = require('node:child_process');
const { join } = require('node:path');
const { dest, series, src } = require('gulp');

const DIST = 'dist';

/** What n8n reads beside the code: icons, codex files, the schemas of the operations' output. */
const ASSETS = [
	'nodes/**/*.{svg,png}',
	'credentials/**/*.{svg,png}',
	'nodes/**/*.node.json',
	'nodes/**/__schema__/**/*.json',
];

async function clean() {
	await rm(DIST, { recursive: true, force: true });
}

function compile() {
	return spawn(
		process.execPath,
		[require.resolve('typescript/bin/tsc'), '-p', join(__dirname, 'tsconfig.json')],
		{ stdio: 'inherit' },
	);
}

function assets() {
	// Icons are bytes, not text.
	return src(ASSETS, { base: '.', encoding: false, allowEmpty: true }).pipe(dest(DIST));
}

exports.build = series(clean, compile, assets);
exports.default = exports.build;
