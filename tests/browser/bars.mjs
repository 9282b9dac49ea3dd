// Every bar that a page of perfpage meets, whatever went in. A bar takes { browser, path, bytes, ... } and returns the list
// of what is wrong, so that a page made wrong on purpose can show that the bar sees it (bars.test.mjs).
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { join } from 'node:path';
import axe from 'axe-core';
import { open, openDetails } from './chrome.mjs';
import { serve } from './server.mjs';
import * as fromBytes from './static.mjs';
import { printed } from './print.mjs';

const url = (ctx) => pathToFileURL(ctx.path).href;

// Runs work(page, seen) on the page, opened with options.
async function on(ctx, options, work) {
  const { page, seen, close } = await open(ctx.browser, options.url ?? url(ctx), options.context);
  try {
    return await work(page, seen);
  } finally {
    await close();
  }
}

// The words that a reader sees, each as often as it stands there.
async function words(page) {
  await openDetails(page);
  const text = await page.evaluate(() => document.body.innerText);
  const count = new Map();
  for (const w of text.split(/\s+/)) if (w) count.set(w, (count.get(w) ?? 0) + 1);
  return count;
}

function share(of, inside) {
  let all = 0;
  let there = 0;
  const lost = [];
  for (const [w, n] of of) {
    all += n;
    there += Math.min(n, inside.get(w) ?? 0);
    if ((inside.get(w) ?? 0) < n) lost.push(w);
  }
  return { share: all ? there / all : 0, lost };
}

const charts = (page) =>
  page.evaluate(() => [...document.querySelectorAll('svg')].filter((s) => s.getBoundingClientRect().width > 0).length);

async function readable(ctx, without, least) {
  const full = await on(ctx, {}, async (page) => ({ words: await words(page), charts: await charts(page) }));
  const less = await on(ctx, without, async (page) => ({ words: await words(page), charts: await charts(page) }));
  const { share: got, lost } = share(full.words, less.words);
  const wrong = [];
  if (full.words.size < 50) wrong.push(`only ${full.words.size} different words with script`);
  if (got < least) wrong.push(`${got.toFixed(4)} of the text, at least ${least}`, `lost: ${lost.slice(0, 60).join(' ')}`);
  if (less.charts < full.charts) wrong.push(`${less.charts} charts of ${full.charts}`);
  return wrong;
}

// Opened from its file with scripts: nothing leaves, nothing complains. The mouse and the keyboard go over it too.
async function quiet(ctx) {
  return on(ctx, {}, async (page, seen) => {
    await openDetails(page);
    await page.mouse.move(400, 300);
    for (let i = 0; i < 12; i++) await page.keyboard.press('Tab');
    await page.evaluate(() => window.scrollTo(0, document.documentElement.scrollHeight));
    await page.waitForTimeout(200);
    return [
      ...seen.requests.filter((r) => r.split('#')[0] !== url(ctx)).map((r) => `request: ${r}`),
      ...seen.errors.map((e) => `console: ${e}`),
      ...seen.violations.map((v) => `policy: ${v}`),
      ...seen.dialogs.map((d) => `dialog: ${d}`),
      ...seen.pwned.map((p) => `ran: ${p}`),
    ];
  });
}

// No way in for script or for another page, as the browser's own parser reads the bytes.
async function markup(ctx) {
  return on(ctx, { context: { javaScriptEnabled: false } }, (page) =>
    page.evaluate(() => {
      const wrong = [];
      const banned = 'form iframe frame object embed base applet portal foreignObject animate set'.split(' ');
      const loads = ['src', 'srcset', 'data', 'poster', 'background', 'ping', 'formaction', 'action', 'manifest'];
      for (const e of document.querySelectorAll('*')) {
        const what = `<${e.localName}>`;
        if (banned.includes(e.localName)) wrong.push(what);
        if (e.localName === 'meta' && /refresh/i.test(e.httpEquiv ?? '')) wrong.push('meta refresh');
        if (e.localName === 'link' && !(e.rel === 'icon' && /^data:/.test(e.getAttribute('href')))) wrong.push(`link ${e.rel}`);
        for (const a of e.attributes) {
          const name = a.name.toLowerCase();
          const value = a.value.replace(/[\x00-\x20]/g, '').toLowerCase();
          if (name === 'style' || name.startsWith('on')) wrong.push(`${what} ${name}=`);
          if (/^(javascript|vbscript|file|data:text)/.test(value)) wrong.push(`${what} ${name}=${a.value.slice(0, 80)}`);
          if (loads.includes(name) && !value.startsWith('data:image/')) wrong.push(`${what} loads ${a.value.slice(0, 80)}`);
          if (name === 'href' || name === 'xlink:href') {
            const link = e.localName === 'a' && /^(https?:|mailto:|#)/.test(value);
            const inside = e.localName === 'use' && value.startsWith('#');
            if (!link && !inside && e.localName !== 'link') wrong.push(`${what} leads to ${a.value.slice(0, 80)}`);
          }
        }
      }
      const ids = [...document.querySelectorAll('[id]')].map((e) => e.id);
      const twice = ids.filter((id, i) => ids.indexOf(id) !== i);
      if (twice.length) wrong.push(`ids twice: ${twice.slice(0, 5).join(' ')}`);
      for (const a of document.querySelectorAll('a[href^="#"]')) {
        const id = decodeURIComponent(a.getAttribute('href').slice(1)).split(';')[0];
        if (id && !document.getElementById(id)) wrong.push(`a link to #${id}, which is not there`);
      }
      return wrong;
    }),
  );
}

const withoutScript = (ctx) => readable(ctx, { context: { javaScriptEnabled: false } }, 0.95);

// As a CI server shows an artifact. Its own policy is refused here, so what counts is what is left to see.
async function refused(ctx) {
  const server = await serve(ctx.path);
  try {
    const wrong = await readable(ctx, { url: server.url }, 0.9);
    const colour = await on(ctx, { url: server.url }, (page, seen) =>
      page.evaluate(coloured).then((list) => [
        ...list,
        ...seen.requests.filter((r) => r !== server.url && !r.endsWith('/favicon.ico')).map((r) => `request: ${r}`),
      ]),
    );
    return [...wrong, ...colour];
  } finally {
    await server.close();
  }
}

// Runs in the page: every shape has its paint from an attribute, and there is colour to see.
function coloured() {
  const wrong = [];
  if (document.styleSheets.length) wrong.push('the style was not refused: the test proves nothing');
  const shapes = 'rect,path,circle,ellipse,polygon,polyline,line,text';
  const colours = new Set();
  const named = (e, name) => {
    for (let at = e; at && at.localName !== 'body'; at = at.parentElement) if (at.hasAttribute(name)) return at.getAttribute(name);
    return null;
  };
  const all = document.querySelectorAll('svg');
  let bare = 0;
  for (const e of document.querySelectorAll(`svg :is(${shapes})`)) {
    if (e.closest('defs,pattern,clipPath,mask,symbol')) continue;
    const style = getComputedStyle(e);
    const fill = named(e, 'fill');
    const stroke = named(e, 'stroke');
    if ((e.localName === 'line' ? stroke : (fill ?? stroke)) === null) {
      if (bare++ < 5) wrong.push(`no paint: ${e.outerHTML.slice(0, 160)}`);
    } else if (fill && /var\(/.test(fill)) {
      if (bare++ < 5) wrong.push(`paint that needs the style: ${e.outerHTML.slice(0, 160)}`);
    }
    for (const c of [style.fill, style.stroke]) {
      const m = /^rgb\((\d+), (\d+), (\d+)\)/.exec(c);
      if (m && Math.max(m[1], m[2], m[3]) - Math.min(m[1], m[2], m[3]) > 30) colours.add(c);
    }
  }
  if (bare > 5) wrong.push(`${bare} shapes without paint of their own`);
  if (all.length && colours.size < 3) wrong.push(`${colours.size} colours in ${all.length} charts`);
  return wrong;
}

async function accessible(ctx, colorScheme) {
  return on(ctx, { context: { colorScheme } }, async (page) => {
    await openDetails(page);
    await page.evaluate(axe.source);
    const result = await page.evaluate(() =>
      window.axe.run(document, {
        runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'],
        resultTypes: ['violations'],
      }),
    );
    const wrong = result.violations
      .filter((v) => v.impact === 'serious' || v.impact === 'critical')
      .map((v) => `${v.id}: ${v.nodes.length} places, first ${v.nodes[0].html.slice(0, 200)} ${v.nodes[0].failureSummary}`);
    if (result.passes.length < 5) wrong.push(`axe passed only ${result.passes.length} rules: did it look?`);
    return wrong;
  });
}

// Runs in the page: what makes the page wider than the window.
function wide() {
  const wrong = [];
  const width = document.documentElement.clientWidth;
  for (const e of [document.documentElement, document.body]) {
    if (e.scrollWidth > width) wrong.push(`<${e.localName}> is ${e.scrollWidth} wide`);
    const hidden = getComputedStyle(e).overflowX;
    if (hidden !== 'visible') wrong.push(`<${e.localName}> hides with overflow-x: ${hidden}`);
  }
  // What is positioned is held by its containing block, not by the boxes between.
  const holder = (e) => (/absolute|fixed/.test(getComputedStyle(e).position) ? e.offsetParent : e.parentElement);
  const scrolls = (e) => {
    for (let at = e; at && at !== document.body; at = holder(at)) {
      const o = getComputedStyle(at).overflowX;
      if (o === 'auto' || o === 'scroll') return true;
      // A small box may cut what it holds; a part of the page may not.
      if ((o === 'hidden' || o === 'clip') && at !== e && !/^(main|section|header|footer)$/.test(at.localName)) return true;
    }
    return false;
  };
  for (const e of document.body.querySelectorAll('*')) {
    const box = e.getBoundingClientRect();
    if (box.right > width + 1 && box.width > 0 && !scrolls(e)) wrong.push(`to ${Math.round(box.right)}: ${e.outerHTML.slice(0, 120)}`);
    if (wrong.length > 8) break;
  }
  return wrong;
}

async function narrow(ctx) {
  const viewport = { width: 390, height: 844 };
  const measure = async (page) => {
    await openDetails(page);
    return page.evaluate(wide);
  };
  const plain = await on(ctx, { context: { viewport, javaScriptEnabled: false } }, measure);
  const script = await on(ctx, { context: { viewport } }, measure);
  return [...script, ...plain.map((w) => `without script: ${w}`)];
}

// The bars by name, in the order in which they are told. browser: false for those that need none.
export const BARS = {
  'its bytes are clean UTF-8': fromBytes.bytes,
  'its policy is exact, with the hashes of its bytes': fromBytes.policy,
  'it weighs no more than it may': fromBytes.weight,
  'html-validate finds no error': fromBytes.htmlValidate,
  'tidy finds no error': fromBytes.tidy,
  'it asks for nothing and complains of nothing': quiet,
  'it has no style=, on*=, form, frame or way out': markup,
  'without script it shows 0.95 of its text and every chart': withoutScript,
  'with script and style refused it shows 0.9 of its text, charts in colour': refused,
  'axe finds nothing serious in the light': (ctx) => accessible(ctx, 'light'),
  'axe finds nothing serious in the dark': (ctx) => accessible(ctx, 'dark'),
  'at 390 pixels nothing overflows sideways': narrow,
  'on A4 verdict, gates and benchmarks are on page 1': printed,
};

// All bars on one page, each a result. options: maxBytes; without: names of bars that this page is not held to, with why.
export async function checkPage(tap, browser, path, options = {}) {
  const ctx = { browser, path, bytes: readFileSync(path), ...options };
  for (const [name, bar] of Object.entries(BARS)) {
    const why = options.without?.[name];
    if (why) continue;
    tap.none(`${options.label ?? 'page'}: ${name}`, await bar(ctx));
  }
}

// Pictures for people to look at: build/shots/NAME-light.png and so on.
export async function shoot(browser, path, folder, name) {
  const take = async (which, options) => {
    const ctx = { browser, path };
    await on(ctx, options, (page) => page.screenshot({ path: join(folder, `${name}-${which}.png`), fullPage: true }));
  };
  await take('light', {});
  await take('dark', { context: { colorScheme: 'dark' } });
  await take('narrow', { context: { viewport: { width: 390, height: 844 } } });
  await take('no-script', { context: { javaScriptEnabled: false } });
  const server = await serve(path);
  await take('refused', { url: server.url });
  await server.close();
  await on({ browser, path }, { context: { viewport: { width: 718, height: 1031 } } }, async (page) => {
    await page.emulateMedia({ media: 'print' });
    await page.screenshot({ path: join(folder, `${name}-print.png`), fullPage: true });
    await page.pdf({ path: join(folder, `${name}.pdf`), format: 'A4', preferCSSPageSize: true });
  });
}
