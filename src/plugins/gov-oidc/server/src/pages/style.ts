/** The style sheet of the sign-in pages; contrasts of text are 7:1 or more (WCAG 2.2). */
export const STYLE_SHEET = `
:root { --ink: #1b2733; --soft: #43505c; --paper: #fff; --ground: #f3f5f9; --brand: #123f73; --warn: #8a0f0f; }
* { box-sizing: border-box; }
html { font-size: 100%; }
html[data-size=small] { font-size: 87.5%; }
html[data-size=large] { font-size: 125%; }
body { margin: 0; background: var(--ground); color: var(--ink); line-height: 1.7;
  font-family: "Noto Sans TC", "PingFang TC", "Microsoft JhengHei", system-ui, sans-serif; }
a { color: var(--brand); }
:focus-visible { outline: 3px solid #a34800; outline-offset: 3px; }
.skip { position: absolute; left: -999rem; }
.skip:focus { left: 1rem; top: 1rem; background: var(--paper); padding: .5rem 1rem; }
header { background: var(--brand); color: #fff; }
header .inner, main, footer { max-width: 46rem; margin: 0 auto; padding: 1rem 1.25rem; }
header .inner { display: flex; flex-wrap: wrap; gap: .5rem 1.5rem; align-items: center; justify-content: space-between; }
header p { margin: 0; font-weight: 700; }
header nav { display: flex; flex-wrap: wrap; gap: .25rem .75rem; align-items: center; }
header a { color: #fff; display: inline-block; min-width: 1.75rem; min-height: 1.75rem; text-align: center; }
header a[aria-current] { font-weight: 700; text-decoration: none; border-bottom: 3px solid #fff; }
header :focus-visible { outline-color: #fff; }
main { padding-top: 2rem; padding-bottom: 2rem; }
h1 { font-size: 1.6rem; line-height: 1.35; margin: 0 0 1.25rem; }
.card { background: var(--paper); border-radius: .75rem; padding: 1.5rem; box-shadow: 0 1px 6px #0002; }
ul.choices { list-style: none; margin: 0; padding: 0; display: grid; gap: 1rem; }
ul.choices > li > * { display: block; padding: 1rem 1.25rem; border: 2px solid var(--brand); border-radius: .6rem; background: var(--paper); }
ul.choices a { text-decoration: none; }
ul.choices a:hover { background: #e9f0f9; }
ul.choices .off { border-color: #6b7783; color: var(--soft); background: #eceff3; }
.choice-name { display: block; font-size: 1.2rem; font-weight: 700; }
.note { border-left: 4px solid var(--brand); padding-left: .75rem; }
.error { color: var(--warn); font-weight: 700; }
label, legend { font-weight: 700; }
input[type=text], input[type=email], input[type=password] { display: block; width: 100%; padding: .6rem; font: inherit; border: 1px solid #5b6b7c; border-radius: .4rem; }
input[aria-invalid=true] { border: 2px solid var(--warn); }
fieldset { border: 1px solid #8a96a3; border-radius: .5rem; margin: 1.25rem 0; padding: .75rem 1rem; }
.choice, .check { display: flex; gap: .75rem; align-items: flex-start; }
.choice input, .check input { flex: none; width: 1.25rem; height: 1.25rem; margin: .6rem 0 0; }
.choice p { margin: 0 0 .75rem; }
.choice label { display: inline-block; padding: .35rem 0; }
.check label { font-weight: 400; display: inline-block; padding: .35rem 0; }
.button, button { display: inline-block; padding: .65rem 1.5rem; font: inherit; font-weight: 700; color: #fff; background: var(--brand); border: 0; border-radius: .5rem; cursor: pointer; text-decoration: none; }
button.plain { background: var(--paper); color: var(--brand); border: 2px solid var(--brand); }
button:disabled { background: #5b6b7c; cursor: not-allowed; }
.actions { display: flex; flex-wrap: wrap; gap: 1rem; margin-top: 1.5rem; }
dl > div { display: flex; flex-wrap: wrap; column-gap: 1.25rem; padding: .15rem 0; }
dt { font-weight: 700; flex: 0 0 9rem; } dd { margin: 0; flex: 1 1 12rem; overflow-wrap: anywhere; }
footer { color: var(--soft); font-size: .95rem; }
`;
