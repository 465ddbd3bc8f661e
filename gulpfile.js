// npm run build: dist/ holds what ships and nothing else.
const { spawn } = require('node:child_process');
const { mkdir, rm, writeFile } = require('node:fs/promises');
const { basename, dirname, join, relative, sep } = require('node:path');
const { build } = require('esbuild');
const { dest, series, src } = require('gulp');
const prettier = require('prettier');
const { n8n } = require('./package.json');

const DIST = 'dist';
const BUNDLE = 'bundle.js';

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

/** Types are checked here; what is written is made by the bundler, which only strips them. */
function check() {
	return spawn(
		process.execPath,
		[require.resolve('typescript/bin/tsc'), '--noEmit', '-p', join(__dirname, 'tsconfig.json')],
		{ stdio: 'inherit' },
	);
}

/**
 * One file holds all code, readable: comments name the source files, and stack traces name functions. Separate files would
 * be a third larger. At the places where n8n looks for nodes and credentials are files of one line, each of which exports its class.
 */
async function bundle() {
	const entries = [...n8n.nodes, ...n8n.credentials].map((file) => ({
		file,
		source: `./${file.slice(DIST.length + 1, -'.js'.length)}`,
		name: basename(file).split('.')[0],
	}));
	const imports = entries.map(({ source, name }) => `import { ${name} } from '${source}';`);
	const names = entries.map(({ name }) => name).join(', ');
	const { outputFiles } = await build({
		stdin: {
			contents: [...imports, `module.exports = { ${names} };`].join('\n'),
			resolveDir: __dirname,
		},
		bundle: true,
		write: false,
		platform: 'node',
		format: 'cjs',
		target: 'es2022',
		charset: 'utf8',
		// The comments name the source files as seen from here.
		absWorkingDir: join(__dirname, 'nodes'),
		// Shorter forms of the same code; names, lines and the comments with the source files stay.
		minifySyntax: true,
		packages: 'external',
	});
	await mkdir(DIST);
	await writeFile(join(DIST, BUNDLE), await compact(outputFiles[0].text));
	for (const { file, name } of entries) {
		const path = relative(dirname(file), join(DIST, BUNDLE)).split(sep).join('/');
		await mkdir(dirname(file), { recursive: true });
		await writeFile(file, `"use strict";\nexports.${name} = require("${path}").${name};\n`);
	}
}

/**
 * The bundle in fewer characters that read as well: literals that fit on a line are on one, and semicolons, docstrings (which are
 * in the sources) and the bundler's own notes are left out.
 */
async function compact(code) {
	const bare = code.replace(/^[ ]*\/\*\*[^]*?\*\/\n/gm, '').replaceAll('/* @__PURE__ */ ', '');
	return await prettier.format(bare, {
		parser: 'babel',
		useTabs: true,
		printWidth: 200,
		objectWrap: 'collapse',
		bracketSpacing: false,
		arrowParens: 'avoid',
		trailingComma: 'none',
		semi: false,
	});
}

function assets() {
	// Icons are bytes, not text.
	return src(ASSETS, { base: '.', encoding: false, allowEmpty: true }).pipe(dest(DIST));
}

exports.build = series(clean, check, bundle, assets);
exports.default = exports.build;
