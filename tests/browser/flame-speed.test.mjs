// How long a reader waits: until a graph of 4,000 drawn frames answers, and for a zoom, with a table of few and of 50,000 frames.
// The goals are 300 ms and 50 ms on a machine with nothing else to do; the figures are printed, and the bars here leave room for
// a machine that is busy.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { launch, open } from './chrome.mjs';
import { perfpage } from './sample.mjs';

const RUNS = 5;
const median = (list) => [...list].sort((a, b) => a - b)[list.length >> 1];
const figures = (list) => `median ${median(list).toFixed(0)} ms, best ${Math.min(...list).toFixed(0)} ms of ${list.length}`;

// Runs in the page before its first byte: when it was loaded, the tools are there, and all is painted. Watching the document grow
// would take longer than what is measured.
function watch() {
  window.times = {};
  window.addEventListener('load', () => requestAnimationFrame(() => setTimeout(() => {
    if (document.querySelector('.fl-info')) window.times.ready = performance.now();
  })));
}

// Runs in the page: clicks on the nth frames, each until the picture is laid out; and the views.
async function work(order) {
  const all = document.querySelectorAll('.fl-f > g');
  const next = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  const timed = async (act) => {
    const began = performance.now();
    act();
    document.documentElement.getBoundingClientRect();
    all[0].getBoundingClientRect();
    const took = performance.now() - began;
    await next();
    return took;
  };
  const zooms = [];
  for (const i of order) zooms.push(await timed(() => all[i].dispatchEvent(new MouseEvent('click', { bubbles: true }))));
  const views = {};
  for (const name of ['Merged callers', 'Calls']) {
    const b = [...document.querySelectorAll('.fl-views button')].find((e) => e.textContent === name);
    views[name] = await timed(() => b.click());
  }
  const query = document.querySelector('input[type=search]');
  query.value = 'leaf1';
  views.search = await timed(() => query.dispatchEvent(new Event('input')));
  return { n: all.length, zooms, views };
}

async function measure(browser, path, order) {
  const ready = [];
  const zooms = [];
  let last;
  for (let run = 0; run < RUNS; run++) {
    const { page, close } = await open(browser, 'about:blank');
    await page.addInitScript(watch);
    await page.goto(pathToFileURL(path).href);
    await page.waitForFunction(() => window.times.ready);
    ready.push(await page.evaluate(() => window.times.ready));
    last = await page.evaluate(work, order);
    zooms.push(...last.zooms);
    await close();
  }
  return { ...last, ready, zooms };
}

export default async function (tap) {
  const folder = mkdtempSync(join(tmpdir(), 'flame-speed-'));
  const browser = await launch();
  const cases = {
    '4,000 frames': Array.from({ length: 3600 }, (_, i) => `net/http.(*conn).serve;pkg${i % 60}.(*Type).Method${i % 400};pkg.leaf${i} ${5 + (i % 9)}`),
    '50,000 frames in the table': Array.from({ length: 46000 }, (_, i) => `net/http.(*conn).serve;pkg${i % 60}.(*Type).Method${i % 400};pkg${i % 7}.mid${i % 4000};pkg.leaf${i} ${i % 15 ? 5 : 150}`),
  };
  try {
    for (const [name, lines] of Object.entries(cases)) {
      const [folded, svg] = [join(folder, 'in.folded'), join(folder, 'out.svg')];
      writeFileSync(folded, lines.join('\n') + '\n');
      perfpage('flame', folded, '-o', svg);
      const { n, ready, zooms, views } = await measure(browser, svg, [1, 2, 0, 900, 0, 30, 0]);
      const others = Object.entries(views).map(([k, v]) => `${k} ${v.toFixed(0)} ms`).join(', ');
      console.error(`flame: ${name}, ${n} drawn: answers after ${figures(ready)}; zoom ${figures(zooms)}; ${others}`);
      tap.ok(`${name}: there are 4,000 to draw`, n > 3500 && n <= 4000, n);
      tap.ok(`${name}: it answers within 1.5 s`, Math.min(...ready) < 1500, figures(ready));
      tap.ok(`${name}: it zooms within 250 ms`, median(zooms) < 250, figures(zooms));
      tap.ok(`${name}: it turns stacks round within 2 s`, views['Merged callers'] < 2000, others);
    }
  } finally {
    await browser.close();
    rmSync(folder, { recursive: true });
  }
}
