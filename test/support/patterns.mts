import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AST, RegExpParser } from '@eslint-community/regexpp';
import ts from 'typescript';

/** A regular expression in the source code, and its location. */
export interface Pattern {
	where: string;
	regex: RegExp;
}

const filesIn = (folder: string): string[] =>
	readdirSync(folder, { recursive: true, encoding: 'utf8' })
		.filter((name) => name.endsWith('.ts'))
		.map((name) => join(folder, name));

/** All regular expressions in the source code: literals, `RegExp` calls, and the `regex` of n8n's field validations. */
export function patternsOf(folders: readonly string[]): Pattern[] {
	return folders.flatMap(filesIn).flatMap((file) => patternsIn(file, readFileSync(file, 'utf8')));
}

function patternsIn(file: string, text: string): Pattern[] {
	const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
	const found: Pattern[] = [];
	const add = (node: ts.Node, pattern: string, flags: string) => {
		const { line } = source.getLineAndCharacterOfPosition(node.getStart(source));
		found.push({
			where: `${file}:${line + 1} /${pattern}/${flags}`,
			regex: new RegExp(pattern, flags),
		});
	};
	const visit = (node: ts.Node): void => {
		if (ts.isRegularExpressionLiteral(node)) {
			const end = node.text.lastIndexOf('/');
			add(node, node.text.slice(1, end), node.text.slice(end + 1));
		}
		if (
			(ts.isNewExpression(node) || ts.isCallExpression(node)) &&
			node.expression.getText(source) === 'RegExp'
		) {
			add(node, ...textsOf(node.arguments ?? []));
		}
		if (ts.isPropertyAssignment(node) && node.name.getText(source) === 'regex') {
			if (!ts.isRegularExpressionLiteral(node.initializer))
				add(node, ...textsOf([node.initializer]));
		}
		ts.forEachChild(node, visit);
	};
	visit(source);
	return found;
}

/** The pattern and flags of a `RegExp` call. Throws if they are built at run time, because these can't be checked here. */
function textsOf([pattern, flags]: readonly ts.Node[]): [string, string] {
	if (pattern && ts.isStringLiteralLike(pattern) && (!flags || ts.isStringLiteralLike(flags))) {
		return [pattern.text, flags?.text ?? ''];
	}
	throw new Error(`a pattern that is no literal: ${pattern?.getText()}`);
}

const PROBES = [
	'a',
	'Z',
	'0',
	'1',
	'9',
	' ',
	'\n',
	'\t',
	'-',
	'_',
	'.',
	',',
	';',
	':',
	'/',
	'"',
	"'",
	'<',
	'>',
	'(',
	'[',
	'=',
	'@',
	'+',
	'&',
	'#',
	'é',
	'\u0001',
];

/** A few characters that match an element of a pattern. */
function charactersOf(
	element: AST.Character | AST.CharacterSet | AST.CharacterClass | AST.ExpressionCharacterClass,
	flags: string,
): string[] {
	if (element.type === 'Character') return [String.fromCodePoint(element.value)];
	const one = new RegExp(`^${element.raw}$`, flags.replace(/[gy]/g, ''));
	const inside = element.type === 'CharacterClass' ? [...element.raw.slice(1, -1)] : [];
	return [...new Set([...PROBES, ...inside])]
		.filter((character) => one.test(character))
		.slice(0, 6);
}

type Node = AST.Alternative | AST.Element | AST.Pattern;

/** A short text that probably matches a part of a pattern. It is built from the syntax tree, without matching. */
function exampleOf(node: Node, flags: string): string {
	switch (node.type) {
		case 'Pattern':
		case 'Group':
		case 'CapturingGroup':
			return exampleOf(node.alternatives[0], flags);
		case 'Alternative':
			return node.elements.map((element) => exampleOf(element, flags)).join('');
		case 'Quantifier':
			return exampleOf(node.element, flags).repeat(Math.max(node.min, 1));
		case 'Character':
		case 'CharacterSet':
		case 'CharacterClass':
		case 'ExpressionCharacterClass':
			return charactersOf(node, flags)[0] ?? '';
		default:
			return '';
	}
}

/** Texts to repeat for a part of a pattern: its characters, or an example of each of its alternatives. */
function pumpsOf(node: Node, flags: string): string[] {
	switch (node.type) {
		case 'Pattern':
		case 'Group':
		case 'CapturingGroup':
			return node.alternatives.flatMap((alternative) => pumpsOf(alternative, flags));
		case 'Alternative':
			return [exampleOf(node, flags)];
		case 'Character':
		case 'CharacterSet':
		case 'CharacterClass':
		case 'ExpressionCharacterClass':
			return charactersOf(node, flags);
		default:
			return [exampleOf(node, flags)];
	}
}

/** The start of a long text, and the part that it repeats. */
interface Attack {
	start: string;
	pump: string;
}

/** For each part with an unlimited quantifier: an example of what precedes it, followed by repetitions of the part. */
function attacksOn(node: Node, before: string, flags: string): Attack[] {
	switch (node.type) {
		case 'Pattern':
		case 'Group':
		case 'CapturingGroup':
			return node.alternatives.flatMap((alternative) => attacksOn(alternative, before, flags));
		case 'Alternative': {
			let start = before;
			return node.elements.flatMap((element) => {
				const attacks = attacksOn(element, start, flags);
				start += exampleOf(element, flags);
				return attacks;
			});
		}
		case 'Quantifier': {
			const inner = attacksOn(node.element, before, flags);
			if (node.max !== Infinity) return inner;
			const pumps = pumpsOf(node.element, flags);
			// Repeats the part alone, and also with its prefix, so that a match can start at many positions.
			const all = [...pumps, ...pumps.map((pump) => before + pump), before];
			return [...inner, ...all.map((pump) => ({ start: before, pump }))];
		}
		default:
			return [];
	}
}

/** The ends of the texts. Each makes some patterns fail to match and lets others continue. */
const ENDS = ['', '\u0001', 'x', '\n!'];

/** The slowest texts of a given length for a pattern: repetitions of its own parts, and of parts that are common in texts. */
export function* worstTexts({ source, flags }: RegExp, length: number): Generator<string> {
	const pattern = new RegExpParser().parsePattern(source, 0, source.length, {
		unicode: flags.includes('u'),
	});
	const common = [' ', '\n', '\r\n', '1', 'a', '<', '(', '"', '/', ',', exampleOf(pattern, flags)];
	const attacks = [
		...attacksOn(pattern, '', flags),
		...common.flatMap((pump) => ['', 'x'].map((start) => ({ start, pump }))),
	];
	const unique = new Map(
		attacks.map(({ start, pump }) => [JSON.stringify([start, pump]), { start, pump }]),
	);
	for (const { start, pump } of unique.values()) {
		if (pump === '') continue;
		const body = start + pump.repeat(Math.ceil(length / pump.length));
		for (const end of ENDS) yield body.slice(0, length) + end;
	}
}
