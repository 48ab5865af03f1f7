/** The style of the edge's own pages, in the interface's colours. Served as a file: no inline style. */
export const PAGE_STYLE = `:root {
  color-scheme: light dark;
  --paper: #faf7f0; --card: #fffefb; --ink: #211f1b; --muted: #635d53; --line: #e3dcce; --accent: #1e5c53;
}
@media (prefers-color-scheme: dark) {
  :root { --paper: #161512; --card: #1e1d19; --ink: #ece6da; --muted: #aba396; --line: #36332c; --accent: #82c7b8; }
}
* { box-sizing: border-box; }
body {
  margin: 0 auto; padding: 48px 16px 72px; max-width: 56rem; background: var(--paper); color: var(--ink);
  font: 16px/26px system-ui, "PingFang SC", "Microsoft YaHei", sans-serif;
}
main.starting { max-width: 30rem; margin: 15vh auto 0; }
h1 { font: 600 32px/42px "Source Serif 4", "Songti SC", "Noto Serif CJK SC", serif; margin: 0 0 8px; }
h2 { font-size: 20px; line-height: 28px; margin: 48px 0 8px; }
h3 { font: 600 15px/24px ui-monospace, monospace; margin: 0; overflow-wrap: anywhere; }
p { margin: 0 0 12px; }
a { color: var(--accent); }
.muted { color: var(--muted); }
section.operation, dl { background: var(--card); border: 1px solid var(--line); border-radius: 10px; padding: 16px; margin: 12px 0; }
ul { list-style: none; margin: 24px 0; padding: 0; }
li.part { display: flex; justify-content: space-between; gap: 16px; padding: 8px 0; border-top: 1px solid var(--line); }
dt { font: 600 14px/22px ui-monospace, monospace; }
dd { margin: 0 0 8px; }
code { font: 14px/22px ui-monospace, monospace; overflow-wrap: anywhere; }
pre { margin: 0 0 12px; padding: 12px; border: 1px solid var(--line); border-radius: 8px; overflow-x: auto; }
figure { margin: 0; }
table { border-collapse: collapse; width: 100%; }
td, th { text-align: left; vertical-align: top; padding: 4px 16px 4px 0; border-top: 1px solid var(--line); font-weight: 400; overflow-wrap: anywhere; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
`;
