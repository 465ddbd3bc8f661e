import { Recorded, Recorder } from '../../emulator/http/recorder.mts';

const LARGE = 'x'.repeat(30_000_000);

function send(recorder: Recorder, name: string, text: string) {
	const recorded = new Recorded(0, 'GET', name, {}, '', '');
	recorder.add(recorded);
	recorded.answered(200, {}, text);
	recorder.done(recorded.characters);
}

const kept = ({ requests }: Recorder) => requests.map(({ path }) => path).join(' ');

test('keeps the last requests', () => {
	const recorder = new Recorder(10);
	for (let n = 1; n <= 12; n++) send(recorder, String(n), '');
	expect(kept(recorder)).toBe('3 4 5 6 7 8 9 10 11 12');
});

test('keeps fewer requests with large bodies, and the last one always', () => {
	const recorder = new Recorder(10);
	for (let n = 1; n <= 9; n++) send(recorder, String(n), LARGE);
	expect(kept(recorder)).toBe('7 8 9');
	send(recorder, '10', LARGE.repeat(4));
	expect(kept(recorder)).toBe('10');
	recorder.clear();
	for (let n = 1; n <= 3; n++) send(recorder, String(n), LARGE);
	expect(kept(recorder)).toBe('1 2 3');
});
