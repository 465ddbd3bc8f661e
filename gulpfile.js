// npm run build: writes dist/, which contains only the files that are published.
const { spawn } = require('node:child_process');
const { mkdir, rm, writeFile } = require('node:fs/promises');
const { basename, dirname, join, relative, sep } = require('node:path');
const { build } = require('esbuild');
const { dest, series, src } = require('gulp');
const prettier = require('prettier');
const { n8n } = require('./package.json');

const DIST = 'dist';
const BUNDLE = 'bundle.js';

/** Files that n8n reads in addition to the code: icons, codex files and output schemas. */
const ASSETS = [
	'nodes/**/*.{svg,png}',
	'credentials/**/*.{svg,png}',
	'nodes/**/*.node.json',
	'nodes/**/__schema__/**/*.json',
];

async function clean() {
	await rm(DIST, { recursive: true, force: true });
}

/** Checks the types. The bundler, which writes the output, only strips them. */
function check() {
	return spawn(
		process.execPath,
		[require.resolve('typescript/bin/tsc'), '--noEmit', '-p', join(__dirname, 'tsconfig.json')],
		{ stdio: 'inherit' },
	);
}

/**
 * Bundles all code into one readable file. Its comments name the source files, and stack traces show function names. Separate
 * files would be a third larger. Where n8n looks for a node or a credential, a short file exports its class from the bundle.
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
		// The comments in the bundle name the source files relative to this folder.
		absWorkingDir: join(__dirname, 'nodes'),
		// Shortens the syntax. It keeps names, line breaks and the comments with the source files.
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
 * Makes the bundle smaller but keeps it readable. Literals that fit on one line are put on one line. Semicolons, the bundler's
 * annotations, and the comments that the sources have are removed. Comments with the names of the source files stay.
 */
async function compact(code) {
	const bare = code
		.replace(/^ *\/\*\*[^]*?\*\/\n/gm, '')
		.replace(/^ +\/\/ .*\n/gm, '')
		.replaceAll('/* @__PURE__ */ ', '');
	return await prettier.format(bare, {
		parser: 'babel',
		useTabs: true,
		printWidth: 280,
		objectWrap: 'collapse',
		bracketSpacing: false,
		arrowParens: 'avoid',
		trailingComma: 'none',
		semi: false,
	});
}

function assets() {
	// No encoding, since icons can be binary files.
	return src(ASSETS, { base: '.', encoding: false, allowEmpty: true }).pipe(dest(DIST));
}

exports.build = series(clean, check, bundle, assets);
exports.default = exports.build;
