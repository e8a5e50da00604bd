/** How the dashboard looks, in light and in dark. */
export const style: string = `
:root {
  color-scheme: light dark;
  --background: light-dark(#f6f7f9, #101317);
  --raised: light-dark(#ffffff, #181c22);
  --sunken: light-dark(#f0f2f5, #12151a);
  --border: light-dark(#dde1e7, #2b323b);
  --strong-border: light-dark(#7f8896, #757f8e);
  --text: light-dark(#171b21, #eceff3);
  --muted: light-dark(#525b68, #a6afbb);
  --accent: light-dark(#1f57c8, #8ab2ff);
  --accent-hover: light-dark(#1849ac, #a5c4ff);
  --on-accent: light-dark(#ffffff, #0d1523);
  --danger: light-dark(#b3261e, #ff9d94);
  --success: light-dark(#146c36, #7fd49b);
  --warning: light-dark(#8a4b00, #f5bd6b);
  font: 0.875rem/1.45 system-ui, sans-serif;
  background: var(--background);
  color: var(--text);
}
*, ::before, ::after { box-sizing: border-box; }
body { margin: 0 auto; max-width: 80rem; padding: 24px 16px 48px; }
header { display: flex; flex-wrap: wrap; align-items: baseline; gap: 4px 16px; margin-block-end: 16px; }
h1 { margin: 0; font-size: 1.25rem; font-weight: 600; }
h2 { margin: 0 0 12px; font-size: 1rem; font-weight: 600; }
p { margin: 0 0 12px; }
header p { margin: 0; color: var(--muted); }
header p::before { content: ''; display: inline-block; width: 8px; height: 8px; margin-inline-end: 8px;
  border-radius: 50%; background: var(--warning); }
header p[data-state='live']::before { background: var(--success); }
[hidden] { display: none !important; }
#dashboard { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 22rem), 1fr));
  gap: 16px; align-items: start; }
.column { display: grid; gap: 16px; min-width: 0; }
#dashboard > .error:empty { display: none; }
#dashboard > .error, .wide { grid-column: 1 / -1; }
section { min-width: 0; padding: 16px; border: 1px solid var(--border); border-radius: 12px;
  background: var(--raised); }
#unlock { max-width: 32rem; margin-inline: auto; }
.row { display: flex; flex-wrap: wrap; gap: 8px; align-items: center; margin-block-end: 12px; }
.row:last-child { margin-block-end: 0; }
.row > label { flex: 0 0 6rem; color: var(--muted); }
.row > input, .row > select { flex: 1 1 10rem; min-width: 0; }
.row > label ~ button { flex: 1 0 100%; }
.big { margin: 0; font-size: 1.25rem; font-weight: 500; font-variant-numeric: tabular-nums; }
.note, .count { color: var(--muted); font-weight: 400; }
.error { color: var(--danger); font-weight: 500; }
button, input, select { min-height: 36px; border: 1px solid var(--strong-border); border-radius: 8px;
  padding: 4px 12px; background: var(--raised); color: var(--text); font: inherit; }
input::placeholder { color: var(--muted); opacity: 1; }
button { cursor: pointer; font-weight: 500; }
button:hover { border-color: var(--text); background: var(--sunken); }
button:active { transform: translateY(1px); }
button.primary { border-color: var(--accent); background: var(--accent); color: var(--on-accent); }
button.primary:hover { border-color: var(--accent-hover); background: var(--accent-hover); }
button.danger { border-color: var(--danger); color: var(--danger); }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
ul { margin: 0 0 12px; padding: 0; list-style: none; max-height: 22rem; overflow-y: auto;
  border-block-start: 1px solid var(--border); }
ul:last-child { margin-block-end: 0; }
.wide ul, #users { max-height: 36rem; }
li { display: flex; flex-wrap: wrap; gap: 2px 12px; align-items: center; padding: 6px 2px;
  border-block-end: 1px solid var(--border); overflow-wrap: anywhere; }
li > .main { flex: 1 1 12rem; min-width: 0; }
li .note { display: block; }
li.empty { color: var(--muted); }
code { font: 0.8125rem/1.45 ui-monospace, monospace; }
.status { flex: 0 0 3.5rem; font-weight: 600; font-variant-numeric: tabular-nums; color: var(--success); }
.status[data-class='4'], .status[data-class='5'] { color: var(--danger); }
.status[data-class='none'] { color: var(--warning); }
.time { flex: 0 0 4.5rem; color: var(--muted); font-variant-numeric: tabular-nums; }
pre { margin: 4px 0 0; white-space: pre-wrap; overflow-wrap: anywhere; font: 0.8125rem/1.45 ui-monospace, monospace; }
details { flex: 1 1 100%; min-width: 0; }
summary { cursor: pointer; color: var(--muted); }
@media (pointer: coarse) { button, input, select { min-height: 44px; } summary { padding-block: 10px; } }
@media (prefers-reduced-motion: reduce) { button:active { transform: none; } }
@media (forced-colors: active) { header p::before { forced-color-adjust: none; } }
`
