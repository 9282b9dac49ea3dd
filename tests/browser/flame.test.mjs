// The flame graph under the keyboard and the mouse: moving, zooming, searching, going back, opening a link to a view.
// What it says is held against figures computed here from the drawing without script.
import { pathToFileURL } from 'node:url';
import { launch, open } from './chrome.mjs';
import { samplePage } from './sample.mjs';

const GRAPH = 'svg.fl-svg';

// Runs in the page: the frames of the first graph, as they stand now.
function look(selector) {
  const svg = document.querySelector(selector);
  const at = document.activeElement;
  return [...svg.querySelectorAll('.fl-f > g')].map((g) => {
    const rect = g.querySelector('rect');
    const title = g.querySelector('title').textContent;
    return {
      name: title.split('\n')[0],
      about: title.split('\n').slice(1).join('\n'),
      x: Number(rect.getAttribute('x')),
      w: Number(rect.getAttribute('width')),
      y: Number(rect.getAttribute('y')),
      shown: g.getBoundingClientRect().width > 0,
      focus: g === at,
      text: g.querySelector('text')?.textContent ?? '',
    };
  });
}

// A row nearer to the leaves: frames that lie within another on the row that touches it.
const inside = (a, b) => a.x >= b.x - 0.06 && a.x + a.w <= b.x + b.w + 0.06;

class Graph {
  constructor(page) {
    this.page = page;
    this.box = page.locator('.fl').filter({ has: page.locator(GRAPH) }).first();
  }
  frames() {
    return this.page.evaluate(look, GRAPH);
  }
  async focused() {
    return (await this.frames()).find((f) => f.focus);
  }
  async press(key) {
    await this.page.keyboard.press(key);
    return this.focused();
  }
  async full() {
    const all = await this.frames();
    return all.every((f) => f.shown);
  }
  search() {
    return this.box.locator('input[type="search"]');
  }
  status() {
    return this.box.locator('[role="status"]').first().textContent();
  }
  reset() {
    return this.box.getByRole('button', { name: 'Show all frames' });
  }
  hash() {
    return this.page.evaluate(() => location.hash);
  }
}

async function keyboard(tap, page) {
  const graph = new Graph(page);
  const before = await graph.frames();
  tap.ok('there are frames to move between', before.length > 10, `${before.length} frames`);

  // From the search field on, Tab leads into the graph.
  await graph.search().focus();
  let root;
  for (let i = 0; i < 12 && !root; i++) root = await graph.press('Tab');
  tap.equal('Tab leads to the root', root?.name, before[0].name);
  const tabbable = await page.evaluate((g) => document.querySelectorAll(`${g} [tabindex="0"]`).length, GRAPH);
  tap.equal('the graph is one stop of Tab', tabbable, 1);

  const child = await graph.press('ArrowUp');
  const children = before.filter((f) => f.shown && Math.abs(f.y - child.y) < 1 && inside(f, root));
  tap.ok('ArrowUp leads to a callee', child.name !== root.name && child.y < root.y, child.name);
  tap.equal('the callee is the widest one', child.w, Math.max(...children.map((f) => f.w)));
  const grand = await graph.press('ArrowUp');
  tap.ok('and again', grand.y < child.y && inside(grand, child), grand.name);
  tap.equal('ArrowDown leads back to the caller', (await graph.press('ArrowDown')).name, child.name);
  tap.equal('Home leads to the root', (await graph.press('Home')).name, root.name);

  // A row with several frames: right and left move along it.
  const rows = new Map();
  for (const f of before) rows.set(f.y, (rows.get(f.y) ?? 0) + 1);
  let at = root;
  for (let i = 0; i < 40 && (rows.get(at.y) ?? 0) < 2; i++) at = await graph.press('ArrowUp');
  let right = await graph.press('ArrowRight');
  if (right.x === at.x) {
    at = await graph.press('ArrowLeft');
    right = await graph.press('ArrowRight');
  }
  tap.ok('ArrowRight moves right on the row', right.y === at.y && right.x > at.x, `${at.name} -> ${right.name}`);
  const left = await graph.press('ArrowLeft');
  tap.equal('ArrowLeft moves back', left.name + left.x, at.name + at.x);
  return graph;
}

async function zooming(tap, page, url, browser) {
  const graph = new Graph(page);
  const before = await graph.frames();
  await page.keyboard.press('Home');
  const target = await graph.press('ArrowUp').then(() => graph.press('ArrowUp'));
  const width = before[0].w;
  for (const [key, how] of [
    ['Escape', 'Esc'],
    ['0', '0'],
  ]) {
    const zoomed = await graph.press('Enter');
    tap.ok(`Enter gives the frame the whole width (${how})`, Math.abs(zoomed.w - width) < 0.5 && zoomed.name === target.name, zoomed.w);
    tap.ok('what it does not call is hidden', !(await graph.full()));
    await graph.press(key);
    tap.ok(`${how} shows all again`, await graph.full());
  }

  await graph.press('Enter');
  const hash = await graph.hash();
  tap.ok('the view stands in the fragment', hash.length > 1, hash);
  const inZoom = await graph.frames();
  await page.goBack();
  tap.ok('Back shows all again', await graph.full());
  await page.goForward();
  tap.ok('Forward zooms again', !(await graph.full()));
  await graph.reset().click();
  tap.ok('the button shows all again', await graph.full());
  tap.ok('and then has nothing to do', await graph.reset().isDisabled());

  // Within what is shown, shares keep: a child is as much of its parent as before.
  const share = (all, f) => f.w / all.find((g) => g.name === target.name && g.shown).w;
  const pairs = before
    .map((f, i) => [f, inZoom[i]])
    .filter(([f, z]) => z.shown && f.w > 5 && f.y < target.y && inside(f, target))
    .slice(0, 50);
  tap.ok('zooming keeps the shares', pairs.length > 0 && pairs.every(([f, z]) => Math.abs(share(before, f) - share(inZoom, z)) < 0.01));

  const other = await open(browser, url + hash);
  const there = await new Graph(other.page).frames();
  tap.equal('a link opens the same view', there.filter((f) => f.shown).length, inZoom.filter((f) => f.shown).length);
  await other.close();

  const ms = await page.evaluate(async (selector) => {
    const g = document.querySelectorAll(`${selector} .fl-f > g`)[3];
    const began = performance.now();
    g.dispatchEvent(new MouseEvent('click', { bubbles: true }));
    document.body.getBoundingClientRect();
    return performance.now() - began;
  }, GRAPH);
  tap.ok('a zoom by mouse takes less than 50 ms', ms < 50, `${ms.toFixed(1)} ms`);
  tap.ok('and it did zoom', !(await graph.full()));
  await page.keyboard.press('Escape');
}

async function searching(tap, page) {
  const graph = new Graph(page);
  const all = await graph.frames();
  const total = all[0].w;
  // A text that stands in several names, and its share: matches within matches count once.
  const parts = all.slice(1).flatMap((f) => f.name.split(/[^A-Za-z0-9]+/)).filter((p) => p.length > 3);
  const count = (t) => all.filter((f) => f.name.toLowerCase().includes(t.toLowerCase())).length;
  const text = parts.sort((a, b) => count(b) - count(a))[0];
  const hits = all.filter((f) => f.name.toLowerCase().includes(text.toLowerCase()));
  const edges = hits.map((f) => [f.x, f.x + f.w]).sort((a, b) => a[0] - b[0]);
  let covered = 0;
  let end = -Infinity;
  for (const [from, to] of edges) {
    covered += Math.max(0, to - Math.max(from, end));
    end = Math.max(end, to);
  }
  await graph.search().fill(text);
  const said = await graph.status();
  const m = /^(\d+) frames?, ([\d.]+) %/.exec(said);
  tap.ok('the search says how many frames and which share', m, said);
  tap.equal('as many as there are', Number(m?.[1]), hits.length);
  tap.ok('with the share that they cover', Math.abs(Number(m?.[2]) - (100 * covered) / total) < 0.3, said, (100 * covered) / total);

  await graph.search().press('Enter');
  const first = await graph.focused();
  tap.ok('Enter leads to a match', first?.name.toLowerCase().includes(text.toLowerCase()), first?.name);
  const next = await graph.press('n');
  tap.ok('n leads to the next one', hits.length < 2 || next.x !== first.x || next.y !== first.y, next.name);
  tap.ok('which matches too', next.name.toLowerCase().includes(text.toLowerCase()));
  const back = await graph.press('N');
  tap.equal('N leads back', `${back.name} ${back.x} ${back.y}`, `${first.name} ${first.x} ${first.y}`);
  tap.ok('the text stands in the fragment', decodeURIComponent(await graph.hash()).includes(text));

  await graph.box.getByLabel('Regex').check();
  await graph.search().fill('(');
  tap.equal('what is no regular expression is said to be none', await graph.search().getAttribute('aria-invalid'), 'true');
  await graph.search().fill('^' + all[1].name.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&') + '$');
  const same = all.filter((f) => f.name === all[1].name).length;
  tap.ok('a regular expression finds a whole name', (await graph.status()).startsWith(`${same} frame`), await graph.status());
  await graph.search().press('Escape');
  tap.equal('Esc empties the field', await graph.search().inputValue(), '');
}

// A caller is as wide as what it calls, and no frame leaves the drawing: geometry as the C side wrote it.
async function geometry(tap, browser, url) {
  const { page, close } = await open(browser, url, { javaScriptEnabled: false });
  const all = await page.evaluate(look, GRAPH);
  const row = Math.min(...all.map((f) => Math.abs(f.y - all[0].y)).filter((d) => d > 0));
  const orphans = all.slice(1).filter((f) => !all.some((p) => Math.abs(p.y - f.y - row) < 0.5 && inside(f, p)));
  tap.none('every frame stands on its caller', orphans.map((f) => f.name));
  tap.none('every frame has figures in its title', all.filter((f) => !/\d/.test(f.about)).map((f) => f.name));
  const cut = all.filter((f) => f.text && !f.name.startsWith(f.text.replace(/(\.\.|…)$/, '')));
  tap.none('a label is the beginning of its name', cut.map((f) => `${f.text} of ${f.name}`));
  await close();
}

export default async function (tap) {
  const url = pathToFileURL(samplePage()).href;
  const browser = await launch();
  try {
    await geometry(tap, browser, url);
    const { page, seen, close } = await open(browser, url);
    await page.locator(GRAPH).first().scrollIntoViewIfNeeded();
    await keyboard(tap, page);
    await zooming(tap, page, url, browser);
    await searching(tap, page);
    tap.none('no error on the way', [...seen.errors, ...seen.violations]);
    await close();
  } finally {
    await browser.close();
  }
}
