/** The stylesheet of the page: neutral colors with one accent color, in light and dark mode. */
export const STYLE = `
:root {
	color-scheme: light dark;
	--paper: #f4f2ee; --card: #fffefb; --ink: #22303c; --soft: #6a7783; --line: #e2ddd4;
	--accent: #d9532c; --accent-soft: #fbe6dd; --good: #1f7a5a; --good-soft: #dcf1e8;
	--warn: #9a6400; --warn-soft: #fbeccb; --bad: #b3263a; --bad-soft: #fbdde1; --cool: #2f5fae; --cool-soft: #e0eafb;
	--shadow: 0 1px 2px rgb(34 48 60 / .06), 0 4px 14px rgb(34 48 60 / .05);
}
@media (prefers-color-scheme: dark) {
	:root {
		--paper: #14191e; --card: #1d242b; --ink: #e6e9ea; --soft: #93a0aa; --line: #2e3740;
		--accent: #ff8a63; --accent-soft: #41251b; --good: #5fcca2; --good-soft: #17352a;
		--warn: #eabb5c; --warn-soft: #3a2d12; --bad: #ff8795; --bad-soft: #43191f; --cool: #8db4f7; --cool-soft: #1b2c47;
		--shadow: none;
	}
}
* { box-sizing: border-box; }
body {
	margin: 0; background: var(--paper); color: var(--ink);
	font: 15px/1.45 ui-sans-serif, system-ui, "Segoe UI", Roboto, sans-serif;
}
a { color: inherit; text-decoration: none; }
h2, h3, h4, h5, p, figure { margin: 0; }
h3 { margin: 18px 2px 8px; font-size: 12px; letter-spacing: .06em; text-transform: uppercase; color: var(--soft); }
.quiet { color: var(--soft); font-size: 13px; }
.empty { padding: 26px 18px; border: 1px dashed var(--line); border-radius: 12px; color: var(--soft); text-align: center; margin-top: 14px; }
.top {
	display: flex; flex-wrap: wrap; gap: 4px 14px; align-items: baseline; padding: 14px 22px;
	background: var(--card); border-bottom: 1px solid var(--line); position: sticky; top: 0; z-index: 2;
}
.top h1 { margin: 0; font-size: 17px; letter-spacing: -.01em; }
.top h1 i { display: inline-block; width: 10px; height: 10px; border-radius: 3px; background: var(--accent); margin-right: 9px; }
.live { margin-left: auto; font-size: 12px; color: var(--soft); display: flex; gap: 6px; align-items: center; }
.live::before { content: ""; width: 8px; height: 8px; border-radius: 50%; background: var(--line); }
.live.on::before { background: var(--good); }
.board { display: grid; grid-template-columns: 230px minmax(0, 1fr) minmax(300px, 390px); gap: 22px; padding: 18px 22px 60px; max-width: 1500px; margin: 0 auto; align-items: start; }
.records, .traffic { position: sticky; top: 66px; max-height: calc(100vh - 80px); overflow: auto; scrollbar-width: thin; }
.row { display: flex; justify-content: space-between; gap: 8px; padding: 5px 10px; border-radius: 8px; }
.row span { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.row b { font-weight: 600; font-size: 12px; color: var(--soft); }
.row:hover { background: color-mix(in srgb, var(--ink) 6%, transparent); }
.row.here { background: var(--accent-soft); color: var(--accent); font-weight: 600; }
.row.here b { color: inherit; }
.choose { display: none; }
select { width: 100%; font: inherit; padding: 10px 12px; border-radius: 10px; border: 1px solid var(--line); background: var(--card); color: inherit; }
.who h2 { font-size: 24px; letter-spacing: -.02em; line-height: 1.2; margin-bottom: 4px; }
.kind { font-size: 12px; text-transform: uppercase; letter-spacing: .06em; color: var(--accent); font-weight: 600; }
.facts { display: flex; flex-wrap: wrap; gap: 2px 14px; color: var(--soft); font-size: 14px; }
.owner { display: inline-flex; align-items: center; gap: 6px; }
.owner i {
	font: 600 10px/20px ui-sans-serif, system-ui, sans-serif; width: 20px; height: 20px; border-radius: 50%;
	text-align: center; color: #fff; background: hsl(var(--hue) 42% 46%);
}
.meeting {
	display: grid; grid-template-columns: 64px minmax(0, 1fr); gap: 16px; background: var(--card); border: 1px solid var(--line);
	border-radius: 14px; padding: 14px 16px; margin-top: 10px; box-shadow: var(--shadow);
}
.meeting.pinned { border-color: var(--accent); margin-top: 16px; }
.meeting > time { text-align: center; color: var(--soft); font-size: 12px; line-height: 1.3; border-right: 1px solid var(--line); padding-right: 14px; }
.meeting > time > * { display: block; }
.meeting > time b { font-size: 24px; line-height: 1.15; color: var(--ink); letter-spacing: -.02em; }
.meeting header { display: flex; flex-wrap: wrap; align-items: center; gap: 4px 8px; margin-bottom: 3px; }
.meeting h4 { font-size: 16px; margin-right: auto; overflow-wrap: anywhere; }
.pin { font-size: 12px; font-weight: 600; color: var(--accent); }
.pin { display: inline-flex; gap: 4px; align-items: center; }
.pin svg { width: 13px; height: 13px; fill: currentColor; }
.pill { font-size: 12px; font-weight: 600; padding: 1px 9px; border-radius: 99px; background: var(--line); color: var(--soft); }
.pill.scheduled { background: var(--cool-soft); color: var(--cool); }
.pill.completed { background: var(--good-soft); color: var(--good); }
.pill.rescheduled { background: var(--warn-soft); color: var(--warn); }
.pill.no_show, .pill.canceled { background: var(--bad-soft); color: var(--bad); }
.text { margin-top: 8px; overflow-wrap: anywhere; }
.notes { margin-top: 8px; padding-left: 11px; border-left: 3px solid var(--warn-soft); color: var(--soft); font-size: 14px; overflow-wrap: anywhere; }
.meeting footer { display: flex; flex-wrap: wrap; gap: 6px; margin-top: 10px; align-items: center; }
.meeting footer .quiet { display: flex; flex-wrap: wrap; gap: 0 10px; margin-left: auto; font-size: 12px; }
.chip { font-size: 13px; padding: 2px 10px; border-radius: 99px; border: 1px solid var(--line); }
.chip:hover { border-color: var(--accent); color: var(--accent); }
.page { grid-template-columns: minmax(0, 1fr); }
.page p { margin-top: 6px; }
.chip svg { width: 12px; height: 12px; margin-right: 5px; vertical-align: -1px; fill: none; stroke: currentColor; stroke-width: 1.4; }
.chip.gone { color: var(--soft); text-decoration: line-through; }
.chip small { color: var(--accent); margin-left: 6px; }
.budget { background: var(--card); border: 1px solid var(--line); border-radius: 14px; padding: 12px 14px 8px; box-shadow: var(--shadow); }
.budget figcaption { font-size: 13px; color: var(--soft); margin-bottom: 6px; }
.budget figcaption b { font-size: 18px; color: var(--ink); margin-right: 3px; }
.budget .refused { float: right; color: var(--bad); font-weight: 600; }
.budget svg { display: block; width: 100%; height: 72px; overflow: visible; }
.budget polygon { fill: var(--cool-soft); }
.budget polyline { fill: none; stroke: var(--cool); stroke-width: 1.5; vector-effect: non-scaling-stroke; }
.budget .limit { stroke: var(--bad); stroke-dasharray: 4 4; vector-effect: non-scaling-stroke; }
.budget .tick { stroke: var(--bad); stroke-width: 2; vector-effect: non-scaling-stroke; }
.axis { display: flex; justify-content: space-between; font-size: 11px; color: var(--soft); margin-top: 3px; }
.request { border-bottom: 1px solid var(--line); }
.request summary { display: flex; gap: 8px; align-items: center; padding: 6px 4px; cursor: pointer; list-style: none; font-size: 13px; }
.request summary::-webkit-details-marker { display: none; }
.request code { flex: 1; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; font: 12px ui-monospace, Menlo, Consolas, monospace; }
.request summary b { font-size: 11px; width: 44px; color: var(--soft); }
.request time { font-size: 11px; color: var(--soft); font-variant-numeric: tabular-nums; }
.request .count { font-size: 11px; background: var(--line); border-radius: 6px; padding: 0 6px; }
.request pre { font: 11.5px/1.4 ui-monospace, Menlo, Consolas, monospace; background: var(--card); border: 1px solid var(--line); border-radius: 8px; padding: 8px 10px; overflow: auto; max-height: 280px; margin: 4px 0 10px; }
.request > .quiet { overflow-wrap: anywhere; }
.request h5 { color: var(--soft); font-size: 12px; margin-top: 6px; }
.status { font: 600 11px/1.6 ui-monospace, Menlo, monospace; min-width: 34px; text-align: center; border-radius: 6px; background: var(--line); }
.status.s2 { background: var(--good-soft); color: var(--good); }
.status.partial { background: var(--warn-soft); color: var(--warn); }
.status.s4, .status.s5, .status.cut { background: var(--bad-soft); color: var(--bad); }
@media (max-width: 1080px) {
	.board { grid-template-columns: minmax(0, 1fr); padding: 14px 14px 50px; gap: 18px; }
	.records { display: none; }
	.choose { display: block; margin-bottom: 14px; }
	.traffic { position: static; max-height: none; }
	.top { padding: 12px 16px; }
}
@media (max-width: 520px) {
	.meeting { grid-template-columns: 50px minmax(0, 1fr); gap: 12px; padding: 12px; }
	.meeting > time { padding-right: 10px; }
	.meeting > time b { font-size: 20px; }
	.top .quiet { width: 100%; order: 3; }
}
`;
