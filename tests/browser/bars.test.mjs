// The bars themselves: a small page that meets all of them, and for each bar pages made wrong in one way, which it must see.
import { mkdtempSync, rmSync, writeFileSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BARS } from './bars.mjs';
import { launch } from './chrome.mjs';
import { policyOf } from './static.mjs';

const words = Array.from({ length: 120 }, (_, i) => `word${i}`).join(' ');

const CSS = `:root{color-scheme:light dark;--ink:#16191D;--paper:#FAFAF8}
body{margin:8px;color:var(--ink);background:var(--paper);font:14px/1.5 sans-serif}
@media (prefers-color-scheme:dark){:root{--ink:#ECEFF2;--paper:#111417}}
@media print{:root{--ink:#000;--paper:#fff}}`;

const JS = `"use strict";document.documentElement.classList.add("js");`;

const SVG = `<svg width="120" height="20" viewBox="0 0 120 20" role="img" aria-label="three bars">
<g fill="#A61B1B"><rect x="0" y="0" width="30" height="20"/></g>
<rect x="40" y="0" width="30" height="20" fill="#0B57A4"/><rect x="80" y="0" width="30" height="20" fill="#7A5200"/>
<line x1="0" y1="1" x2="9" y2="1" stroke="#16191D"/></svg>`;

const table = (id, rows) => `<section id="${id}"><h2>${id}</h2><table><thead><tr><th scope="col">Name</th></tr></thead>
<tbody>${Array.from({ length: rows }, (_, i) => `<tr id="${id}-${i}"><td>row ${i}</td></tr>`).join('')}</tbody></table></section>`;

function page(parts = {}) {
  const { css = CSS, js = JS, head = '', svg = SVG, text = words, more = '', gates = 2, rows = 3, policy } = parts;
  const draft = (csp) => `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${csp}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="data:,">
<title>PASS: a page</title>
${head}<style>${css}</style>
</head>
<body>
<main>
<h1>PASS</h1>
<p>${text}</p>
${svg}
${table('gates', gates)}
${table('benchmarks', rows)}
${more}
</main>
<script>${js}</script>
</body>
</html>
`;
  const csp = policyOf(Buffer.from(draft('')));
  return Buffer.from(draft(policy ? policy(csp) : csp));
}

// name of the bar -> what is wrong with the page -> its parts, or its bytes made from the good ones
const WRONG = {
  'its bytes are clean UTF-8': {
    'a bad byte': (b) => Buffer.concat([b, Buffer.from([0xff])]),
    'a control character': { text: words + '\x1b[31m' },
    'a bidi control': { text: words + '\u202e' },
    'no doctype': (b) => b.subarray(1),
  },
  'its policy is exact, with the hashes of its bytes': {
    'a style changed afterwards': (b) => Buffer.from(b.toString().replace('margin:8px', 'margin:9px')),
    'a script changed afterwards': (b) => Buffer.from(b.toString().replace('"js"', '"JS"')),
    'a second script': { more: '<script>1</script>', policy: (p) => p.replace(/(script-src '[^']*') '[^']*'/, '$1') },
    'unsafe-inline': { policy: (p) => p.replace("img-src data:", "img-src data: 'unsafe-inline'") },
    'no trusted types': { policy: (p) => p.replace("; trusted-types 'none'", '') },
    'the style comes first': (b) => Buffer.from(b.toString().replace(/(<meta http-equiv[^>]*>)([^]*)(<.head>)/, '$2$1$3')),
    'no policy': (b) => Buffer.from(b.toString().replace('http-equiv="Content-Security-Policy"', 'name="csp"')),
    'a comment': { more: '<!-- name -->' },
  },
  'it weighs no more than it may': { 'half a megabyte': { text: 'word '.repeat(100_000) } },
  'html-validate finds no error': { 'an id twice': { more: '<p id="gates">x</p>' }, 'a bad nesting': { more: '<p><div>x</div></p>' } },
  'tidy finds no error': { 'an element that is none': { more: '<perf>x</perf>' } },
  'it asks for nothing and complains of nothing': {
    'an image from elsewhere': { more: '<img alt="x" src="https://example.invalid/x.png">' },
    'a style from elsewhere': { head: '<link rel="stylesheet" href="https://example.invalid/x.css">' },
    'an inline handler': { more: '<p onclick="1">x</p><button type="button" style="color:red">y</button>' },
    'an exception': { js: JS + 'throw new Error("no");' },
    'a console error': { js: JS + 'console.error("no");' },
    'innerHTML': { js: JS + 'document.body.innerHTML="<b>x</b>";' },
    'a dialog': { js: JS + 'confirm("no");' },
    'a name that runs': { js: JS + 'window.__pwn("H00");' },
  },
  'it has no style=, on*=, form, frame or way out': {
    'style=': { more: '<p style="color:red">x</p>' },
    'onclick=': { more: '<p onclick="x()">x</p>' },
    'an SVG handler': { more: '<svg width="1" height="1" onload="x()"></svg>' },
    'javascript:': { more: '<a href=" java&#10;script:x()">x</a>' },
    'data:text': { more: '<a href="data:text/html,x">x</a>' },
    'a relative link': { more: '<a href="//example.invalid/">x</a>' },
    form: { more: '<form><p>x</p></form>' },
    iframe: { more: '<iframe title="x" srcdoc="x"></iframe>' },
    object: { more: '<object data="x"></object>' },
    base: { head: '<base href="https://example.invalid/">' },
    refresh: { head: '<meta http-equiv="refresh" content="9;url=https://example.invalid/">' },
    'a link to nowhere': { more: '<a href="#nowhere">x</a>' },
    'an id twice': { more: '<p id="gates">x</p>' },
  },
  'without script it shows 0.95 of its text and every chart': {
    'text by script': { js: JS + `document.querySelector("h1").textContent+=" ${words.slice(0, 100)}";` },
    'text hidden without script': { css: CSS + 'html:not(.js) p{display:none}' },
    'a chart hidden without script': { css: CSS + 'html:not(.js) svg{display:none}' },
  },
  'with script and style refused it shows 0.9 of its text, charts in colour': {
    'paint by class': { svg: SVG.replace(/ fill="[^"]*"/g, ''), css: CSS + 'rect{fill:red}' },
    'paint by variable': { svg: SVG.replace('#0B57A4', 'var(--ink)') },
    'a line without stroke': { svg: SVG.replace(/ stroke="[^"]*"/, '') },
    'grey charts': { svg: SVG.replace(/ fill="[^"]*"/g, ' fill="#555555"') },
    'text by style': { css: CSS + `h1::after{content:"${words}"}`, js: JS + `document.querySelector("h1").append(" ${words}");` },
  },
  'axe finds nothing serious in the light': { 'pale text': { css: CSS.replace('#16191D', '#BBBBBB') } },
  'axe finds nothing serious in the dark': {
    'dark text': { css: CSS.replace('#ECEFF2', '#333333') },
    'a picture without a name': { more: '<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=">' },
  },
  'at 390 pixels nothing overflows sideways': {
    'a wide box': { css: CSS + 'h1{width:500px}' },
    'hidden overflow': { css: CSS + 'h1{width:500px}body{overflow-x:hidden}' },
    'wide without script only': { css: CSS + 'html:not(.js) h1{width:500px}' },
    'wide when opened': { more: '<details><summary>x</summary><pre>' + 'x'.repeat(200) + '</pre></details>' },
  },
  'on A4 verdict, gates and benchmarks are on page 1': {
    'dark ink on dark paper': { css: CSS.replace('@media print', '@media none') },
    'too many benchmarks': { rows: 80 },
    'a gap before the benchmarks': { css: CSS + '@media print{#benchmarks{break-before:page}}' },
    'no gates': { gates: 0 },
  },
};

export default async function (tap) {
  const folder = mkdtempSync(join(tmpdir(), 'bars-'));
  const path = join(folder, 'page.html');
  const browser = await launch();
  const good = page();
  const judge = async (name, bytes) => {
    writeFileSync(path, bytes);
    return BARS[name]({ browser, path, bytes });
  };
  try {
    for (const name of Object.keys(BARS)) {
      tap.none(`a good page: ${name}`, await judge(name, good));
      const cases = Object.entries(WRONG[name] ?? {});
      tap.ok(`there are wrong pages for: ${name}`, cases.length > 0);
      for (const [what, how] of cases) {
        const wrong = await judge(name, typeof how === 'function' ? how(good) : page(how));
        tap.ok(`${what} is seen by: ${name}`, wrong.length > 0, 'nothing was said');
      }
    }
    tap.ok('the good page is read back as written', good.equals(page()) && readFileSync(path).length > 0);
  } finally {
    await browser.close();
    rmSync(folder, { recursive: true });
  }
}
