// What the script makes of a flame graph beyond its first drawing, held against trees made of the folded stacks: merged callers,
// sandwich, hidden frames, pruned detail, both directions, colours, links, Back, keys, touch, patterns that run away.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { launch, open } from './chrome.mjs';
import { differences, folded, look, samples, sandwich, stacksOf, totals, turned, without } from './flame-look.mjs';
import { perfpage, samplePage } from './sample.mjs';

const url = (path, hash = '') => pathToFileURL(path).href + hash;
const S = 'samples/checkout';
const HEAD = folded(`${S}/head/cpu.folded`);
const BASE = folded(`${S}/base/cpu.folded`);

const tools = (page, nth = 0) => page.locator('.fl-tools').nth(nth);
const button = (page, name, nth = 0) => tools(page, nth).getByRole('button', { name, exact: true });
const note = async (page) => (await page.locator('.fl-note').first().isVisible() ? page.locator('.fl-note').first().innerText() : '');
const width = (page) => page.evaluate(() => Number(document.querySelector('svg.fl-svg .fl-f > g rect').getAttribute('width')));
// Labels may be cut again for the reader's font; elements stand in any order.
const seenNow = async (page) => JSON.stringify((await page.evaluate(look)).filter((f) => f.shown)
  .map((f) => [f.y, f.x, f.width, f.name, f.about, f.dim, f.hit, f.fill]).sort((a, b) => a[0] - b[0] || a[1] - b[1] || a[2] - b[2]));
// The element of a shown frame, by the name and its samples.
const frame = (page, name) => page.locator('.fl-f:not([display]) > g:not([display])').filter({ has: page.locator('title', { hasText: new RegExp(`^${name.replace(/[.*()[\]]/g, '\\$&')}\n`) }) });
const click = (locator) => locator.first().locator('rect').dispatchEvent('click');

// Everything that a test asks of a graph is asked of the page's and of a drawing of its own.
async function onBoth(tap, browser, folder, work) {
  const svg = join(folder, 'both.svg');
  perfpage('flame', `${S}/head/cpu.folded`, '--base', `${S}/base/cpu.folded`, '-o', svg);
  for (const [where, path] of [['page', samplePage()], ['drawing', svg]]) {
    const { page, seen, close } = await open(browser, url(path));
    await work(page, (name) => `${where}: ${name}`, path);
    tap.none(`${where}: nothing complained`, seen.errors);
    await close();
  }
}

// Runs in the page: frames of which the details say another thing than the title.
function otherwise() {
  const wrong = [];
  for (const g of document.querySelectorAll('.fl-f > g, .fl-gone > g')) {
    const lines = g.querySelector('title').textContent.split('\n');
    g.querySelector('rect').dispatchEvent(new MouseEvent('mouseover', { bubbles: true }));
    const [name, about] = [document.querySelector('.fl-what'), document.querySelector('.fl-say > span')].map((e) => e.textContent);
    const same = name === lines[0] && about.startsWith(lines[1]) && lines.slice(2).every((l) => about.includes(l));
    if (!same) wrong.push(`${lines.join(' | ')}: ${name} | ${about}`);
  }
  return wrong.slice(0, 5);
}

async function details(tap, browser, folder) {
  await onBoth(tap, browser, folder, async (page, is) => {
    tap.none(is('the table says of each frame what its title says'), await page.evaluate(otherwise));
  });
}

// Every unit and every option that a drawing has: figures and colours of the script are those of the drawing, and every view opens.
async function kinds(tap, browser, folder) {
  const [head, base, odd] = ['head', 'base', 'odd'].map((n) => join(folder, `kind-${n}.folded`));
  writeFileSync(head, Array.from({ length: 300 }, (_, i) => `main;f${i % 17};g${i % 71};h${i} ${((i * 7919) % 997) ** 2 + 1}\n`).join(''));
  writeFileSync(base, Array.from({ length: 300 }, (_, i) => `main;f${i % 19};g${i % 67};h${i} ${((i * 6007) % 991) ** 2 + 1}\n`).join(''));
  writeFileSync(odd, 'a;b 9223372036854775808\na;c 4611686018427387904\nd 1\n[unknown] 77\n');
  const deep = join(folder, 'kind-deep.folded');
  writeFileSync(deep, `${Array.from({ length: 3000 }, (_, i) => `d${i % 9}`).join(';')} 10\nroot 5\n`);
  const fraction = join(folder, 'kind-fraction.folded');
  writeFileSync(fraction, 'a;b 0.5\na;c 12.25\na 1\n');
  const both = [head, '--base', base];
  const runs = {
    bytes: [...both, '--count-name', 'bytes'], ns: [...both, '--count-name', 'ns'], samples: [...both, '--count-name', 'samples'],
    'no unit': [head], negated: [...both, '--negate'], 'as they are': [...both, '--no-normalize'], 'by owner': [...both, '--colors', 'owner'],
    'one colour': [head, '--colors', 'hot'], 'by self': [...both, '--change', 'self'], 'root on top': [...both, '--inverted'],
    'turned round': [...both, '--reverse'], 'a part': [...both, '--focus', 'f1'], 'few frames': [...both, '--max-frames', '20'],
    'large counts': [odd], deep: [deep], fractions: [fraction], narrow: [...both, '--width', '400'],
  };
  for (const [kind, args] of Object.entries(runs)) {
    const svg = join(folder, 'kind.svg');
    const run = perfpage('flame', ...args, '-o', svg);
    tap.ok(`${kind}: it is drawn`, run.status === 0, run.stderr);
    const { page, seen, close } = await open(browser, url(svg));
    const first = await page.evaluate(() => [...document.querySelectorAll('.fl-f > g')].map((g) => g.getAttribute('class')).join());
    tap.none(`${kind}: details are as the titles`, await page.evaluate(otherwise));
    const opened = await page.evaluate(() => {
      const views = document.querySelectorAll('.fl-views button');
      const here = views[0].getAttribute('aria-pressed') === 'true' ? 0 : 1;
      for (const n of [1 - here, here]) views[n].click();
      const shown = [...document.querySelectorAll('.fl-f > g')].filter((g) => !g.closest('[display="none"]'));
      if (shown.length > 1) shown[1].querySelector('rect').dispatchEvent(new MouseEvent('click', { bubbles: true }));
      views[2].click();
      return views[2].getAttribute('aria-pressed') === 'true';
    });
    tap.none(`${kind}: every frame of a sandwich is in its place`, (await page.evaluate(look)).filter((f) => f.shown && !(f.x >= 0 && f.width > 0 && f.x + f.width < 1200)).map((f) => f.name).slice(0, 5));
    if (opened) await page.goBack();
    await page.evaluate(() => [...document.querySelectorAll('.fl-b')].filter((b) => b.textContent === 'Reset zoom' && !b.disabled).forEach((b) => b.click()));
    const rebuilt = await page.evaluate(() => {
      const colour = document.querySelector('.fl-panel select');
      const was = colour?.value;
      for (const v of colour ? ['self', 'total', was] : []) { colour.value = v; colour.dispatchEvent(new Event('change')); }
      return [...document.querySelectorAll('.fl-f > g')].filter((g) => !g.closest('[display="none"]')).map((g) => g.getAttribute('class')).join();
    });
    tap.equal(`${kind}: colours come back`, rebuilt, first);
    tap.none(`${kind}: nothing complained`, seen.errors);
    await close();
  }
}

async function callers(tap, browser, folder) {
  await onBoth(tap, browser, folder, async (page, is) => {
    const first = await seenNow(page);
    const size = { width: await width(page) };
    const want = totals(turned(HEAD));
    await button(page, 'Merged callers').click();
    tap.none(is('callers are merged'), differences(await page.evaluate(look), want, size).slice(0, 5));
    tap.equal(is('the button tells so'), await button(page, 'Merged callers').getAttribute('aria-pressed'), 'true');
    tap.ok(is('and a line says what it is'), /turned round/.test(await note(page)));
    const name = [...stacksOf(await page.evaluate(look))].find(([stack, f]) => stack && !stack.includes(';') && f.width > 40)[0];
    await click(frame(page, name));
    tap.none(is('a zoom there'), differences(await page.evaluate(look), want, { ...size, root: name }).slice(0, 5));
    tap.ok(is('the share is that of what it calls'), /% of what it calls/.test(await page.locator('.fl-say').innerText()));
    const link = page.url();
    const zoomed = await seenNow(page);
    await page.goBack();
    tap.none(is('Back shows all'), differences(await page.evaluate(look), want, size).slice(0, 5));
    await page.goBack();
    tap.equal(is('Back again is the first drawing'), await seenNow(page), first);
    const again = await open(browser, link);
    tap.equal(is('a link opens the same'), await seenNow(again.page), zoomed);
    await again.close();
    const reverse = join(folder, 'reverse.svg');
    perfpage('flame', `${S}/head/cpu.folded`, '--reverse', '-o', reverse);
    const other = await open(browser, url(reverse));
    const own = { width: await width(other.page) };
    tap.none(is('a drawing with --reverse begins with them'), differences(await other.page.evaluate(look), want, own).filter((w) => !/wide/.test(w)).slice(0, 5));
    await button(other.page, 'Calls').click();
    tap.none(is('and turns back'), differences(await other.page.evaluate(look), totals(HEAD), own).slice(0, 5));
    tap.none(is('without complaint'), other.seen.errors);
    await other.close();
  });
}

async function sandwiches(tap, browser, folder) {
  const name = 'encoding/json.(*decodeState).value';
  await onBoth(tap, browser, folder, async (page, is) => {
    const size = { width: await width(page), name };
    const { below, above } = sandwich(HEAD, name);
    const [callees, its] = [totals(below), totals(above)];
    tap.ok(is('no sandwich before a frame is chosen'), await button(page, 'Sandwich').isDisabled());
    await click(frame(page, name));
    await button(page, 'Sandwich').click();
    const frames = await page.evaluate(look);
    tap.none(is('callees of a function stand below it'), differences(frames, callees, size).slice(0, 5));
    tap.none(is('and its callers above'), differences(frames, its, { ...size, above: true }).slice(0, 5));
    tap.ok(is('the line says how much it is'), (await note(page)).includes(`${name}: ${callees.get('').toLocaleString('en').replace(/,/g, '\u202f')} samples`), await note(page));
    tap.ok(is('the direction is fixed'), await tools(page).getByRole('checkbox', { name: 'Root on top', includeHidden: true }).isDisabled());
    const caller = [...its].filter(([stack]) => stack && !stack.includes(';')).sort((a, b) => b[1] - a[1])[0];
    await click(frame(page, caller[0]));
    tap.none(is('a caller is zoomed to'), differences(await page.evaluate(look), its, { ...size, above: true, root: caller[0] }).slice(0, 5));
    const zoomed = await seenNow(page);
    const again = await open(browser, page.url());
    tap.equal(is('a link opens the sandwich'), await seenNow(again.page), zoomed);
    await again.close();
  });
}

// Outermost frames count once; what they call again is below.
async function recursion(tap, browser, folder) {
  const path = join(folder, 'recursion.folded');
  const text = 'main;f;g;f;h 10\nmain;f;f;f 5\nmain;x;f;g 3\nmain;x 2\nf;main;f 7\n';
  writeFileSync(path, text);
  const svg = join(folder, 'recursion.svg');
  perfpage('flame', path, '-o', svg);
  const { page, close } = await open(browser, url(svg));
  await click(frame(page, 'f'));
  await page.locator('.fl-info').getByRole('button', { name: 'Callers and callees' }).click();
  const lines = folded(path);
  const { below, above } = sandwich(lines, 'f');
  const size = { width: 1180, name: 'f' };
  const frames = await page.evaluate(look);
  tap.none('recursion: callees', differences(frames, totals(below), size));
  tap.none('recursion: callers', differences(frames, totals(above), { ...size, above: true }));
  tap.ok('recursion: each sample counts once', /f: 25 samples, 92.59 %, in 3 frames/.test(await note(page)), await note(page));
  await close();
}

async function hiding(tap, browser, folder) {
  await onBoth(tap, browser, folder, async (page, is) => {
    const size = { width: await width(page) };
    const pattern = '^net/|^bufio';
    const test = (f) => /^net\/|^bufio/i.test(f);
    await button(page, 'More').click();
    const box = tools(page).getByRole('textbox', { name: /Hide frames/ });
    await box.fill(pattern);
    await box.press('Enter');
    tap.none(is('hidden frames are gone, what they call stands on their callers'), differences(await page.evaluate(look), totals(without(HEAD, test)), size).slice(0, 5));
    const inThem = HEAD.filter(({ stack }) => test(stack.at(-1))).reduce((n, l) => n + l.n, 0);
    const all = HEAD.reduce((n, l) => n + l.n, 0);
    const functions = new Set([...HEAD, ...BASE].flatMap((l) => l.stack).filter(test)).size;
    tap.ok(is('how much is hidden is said'), (await note(page)).startsWith(`Hidden: ${functions} functions, ${((100 * inThem) / all).toFixed(2)} %`), await note(page));
    await button(page, 'Merged callers').click();
    tap.none(is('callers are merged without them'), differences(await page.evaluate(look), totals(turned(without(HEAD, test))), size).slice(0, 5));
    const hidden = await seenNow(page);
    const again = await open(browser, page.url());
    tap.equal(is('a link hides the same'), await seenNow(again.page), hidden);
    await again.close();
    await button(page, 'Calls').click();
    await box.fill('(');
    await box.press('Enter');
    tap.ok(is('a broken pattern hides nothing and is said'), (await box.getAttribute('aria-invalid')) === 'true' && /not a regular expression/.test(await note(page)));
    tap.none(is('all is there'), differences(await page.evaluate(look), totals(HEAD), size).filter((w) => !/wide/.test(w)).slice(0, 5));
    await box.fill('');
    await box.press('Enter');
    await tools(page).getByRole('checkbox', { name: /Runtime/ }).check();
    const names = new Set((await page.evaluate(look)).filter((f) => f.shown).map((f) => f.name));
    tap.ok(is('the runtime can be hidden by itself'), ![...names].some((n) => /^(runtime|syscall)\./.test(n)) && [...names].some((n) => /^checkout\//.test(n)));
  });
}

async function directions(tap, browser, folder) {
  await onBoth(tap, browser, folder, async (page, is) => {
    const before = await page.evaluate(look);
    await button(page, 'More').click();
    await tools(page).getByRole('checkbox', { name: 'Root on top' }).check();
    const after = await page.evaluate(look);
    const y = (list, f) => f.y - list[0].y;
    tap.none(is('the root is on top'), after.filter((f, i) => y(after, f) !== -y(before, before[i]) || f.x !== before[i].x).map((f) => f.name).slice(0, 5));
    const box = await page.evaluate(() => {
      const svg = document.querySelector('svg.fl-svg');
      const [, top, , height] = svg.getAttribute('viewBox').split(' ').map(Number);
      return { top, bottom: top + height, height: Number(svg.getAttribute('height')), gone: Number(document.querySelector('.fl-gone > g rect').getAttribute('y')) };
    });
    const [low, high] = [Math.min(...after.map((f) => f.y)), Math.max(...after.map((f) => f.y + 18))];
    tap.ok(is('the picture has room for it'), box.top <= low && box.bottom >= high && box.height === box.bottom - box.top, JSON.stringify({ ...box, low, high }));
    tap.ok(is('what is gone stands below'), box.gone > high && box.gone < box.bottom, box.gone);
    await page.goBack();
    tap.equal(is('Back turns it again'), JSON.stringify(await page.evaluate(look)), JSON.stringify(before));
  });
}

async function colours(tap, browser, folder) {
  const step = (points, noise) => (noise ? 4 : 4 + Math.sign(points) * [0.005, 0.02, 0.05, 0.1].filter((l) => Math.abs(points) >= l).length);
  await onBoth(tap, browser, folder, async (page, is) => {
    const classes = () => page.evaluate(() => [...document.querySelectorAll('.fl-f > g')].map((g) => g.getAttribute('class')));
    const first = await classes();
    await button(page, 'More').click();
    const choose = tools(page).getByRole('combobox', { name: 'Colour' });
    await choose.selectOption('self');
    const own = await classes();
    const selfOf = (lines) => {
      const all = new Map();
      lines.forEach(({ stack, n }) => all.set(stack.join(';'), (all.get(stack.join(';')) ?? 0) + n));
      return all;
    };
    const [base, head] = [selfOf(BASE), selfOf(HEAD)];
    const sum = (lines) => lines.reduce((n, l) => n + l.n, 0);
    const stacks = stacksOf(await page.evaluate(look));
    const frames = [...(await page.evaluate(look)).entries()].map(([i, f]) => ({ ...f, i }));
    const at = new Map(frames.map((f) => [`${f.name} ${f.x} ${f.y}`, f.i]));
    const wrong = [];
    let some = 0;
    for (const [stack, f] of stacks) {
      if (stack === '') continue;
      const points = (head.get(stack) ?? 0) / sum(HEAD) - (base.get(stack) ?? 0) / sum(BASE);
      const got = Number(/^q(\d)/.exec(own[at.get(`${f.name} ${f.x} ${f.y}`)])[1]);
      if (got !== 4) some++;
      if (got !== step(points, got === 4)) wrong.push(`${stack}: ${points} is q${got}`);
      if (got === 4 && Math.abs(points) > 0.03) wrong.push(`${stack}: ${points} is grey`);
    }
    tap.ok(is('colours tell the change of self'), some > 3 && own.join() !== first.join(), some);
    tap.none(is('by its size'), wrong.slice(0, 5));
    const link = page.url();
    await choose.selectOption('total');
    tap.equal(is('and the change of the total again'), (await classes()).join(), first.join());
    const again = await open(browser, link);
    tap.equal(is('a link colours the same'), (await again.page.evaluate(() => [...document.querySelectorAll('.fl-f > g')].map((g) => g.getAttribute('class')))).join(), own.join());
    await again.close();
    await choose.selectOption('head');
    const fill = () => page.evaluate(() => getComputedStyle(document.querySelectorAll('.fl-f > g')[5].querySelector('rect')).fill);
    const owner = await fill();
    if (is('').startsWith('page')) {
      tap.ok('page: the buttons of the page follow', await page.locator('.fl-h').first().isChecked());
      await page.locator('.fl-d').first().check({ force: true });
      tap.equal('page: and lead', await choose.inputValue(), 'total');
    } else {
      await choose.selectOption('total');
    }
    tap.ok(is('whose code it is has colours of its own'), owner !== (await fill()));
  });
}

// A drawing of few frames, zoomed: all that is in the file comes up.
async function pruned(tap, browser, folder) {
  const svg = join(folder, 'pruned.svg');
  perfpage('flame', `${S}/head/cpu.folded`, '-o', svg, '--max-frames', '120');
  const { page, seen, close } = await open(browser, url(svg));
  const want = totals(HEAD);
  const before = await seenNow(page);
  tap.equal('few frames are drawn', (await page.evaluate(look)).length, 120);
  for (const name of ['checkout/internal/httpapi.(*Server).checkout', 'net/http.(*conn).readRequest']) {
    const [stack] = [...stacksOf((await page.evaluate(look)))].find(([s]) => s.endsWith(name));
    await click(frame(page, name));
    const found = (await page.evaluate(look)).filter((f) => f.shown);
    tap.none(`zooming to ${name} shows all that is in the file`, differences(found, want, { width: 1180, root: stack }).slice(0, 5));
    await page.keyboard.press('Escape');
    tap.equal('Esc is the drawing again', await seenNow(page), before);
  }
  await page.getByRole('searchbox').fill('runtime.mapassign_faststr');
  const n = [...want.keys()].filter((s) => s.endsWith('runtime.mapassign_faststr')).length;
  tap.ok('the search finds what is not drawn', n > 0 && (await page.locator('.fl-out').innerText()).startsWith(`${n} frame`), n);
  await button(page, 'Next match').click();
  const focus = await page.evaluate(() => document.activeElement.querySelector('title')?.textContent ?? '');
  tap.ok('and goes there', focus.startsWith('runtime.mapassign_faststr\n'), focus);
  tap.none('pruned: nothing complained', seen.errors);
  await close();

  // More frames than the table holds: what is beyond stands as a box that says so, and no sample is lost.
  const large = join(folder, 'beyond.folded');
  writeFileSync(large, Array.from({ length: 60000 }, (_, i) => `main;group${i % 100};leaf${i} ${1 + (i % 7)}\n`).join(''));
  const beyond = join(folder, 'beyond.svg');
  perfpage('flame', large, '-o', beyond);
  const other = await open(browser, url(beyond));
  await button(other.page, 'More').click();
  tap.ok('a table that is full says so', /holds the widest [\d\u202f]+ of 60\u202f102 frames/.test(await other.page.locator('.fl-panel').innerText()), await other.page.locator('.fl-panel').innerText());
  await click(frame(other.page, 'group7'));
  const shown = (await other.page.evaluate(look)).filter((f) => f.shown && !f.dim);
  const leaves = shown.filter((f) => /^leaf|left out/.test(f.name));
  const group = shown.find((f) => f.name === 'group7');
  const sum = leaves.reduce((n, f) => n + samples(f), 0); /* single samples are narrower than half a pixel */
  tap.ok('and what it leaves out is drawn as such', sum > 0.95 * samples(group) && sum <= samples(group), `${sum} of ${samples(group)}`);
  tap.ok('under that name', leaves.some((f) => f.name === '(left out)'));
  await other.close();
}

async function keys(tap, browser) {
  const { page, close } = await open(browser, url(samplePage()));
  await page.locator('.fl-f > g[tabindex="0"]').focus();
  const root = () => page.evaluate(() => document.activeElement.querySelector('title')?.textContent.split('\n')[0]);
  const pressed = () => page.locator('.fl-views [aria-pressed=true]').innerText();
  await page.keyboard.press('c');
  tap.equal('c merges callers', await pressed(), 'Merged callers');
  tap.equal('the focus stays in the picture', await root(), 'all');
  await page.keyboard.press('ArrowUp');
  const name = await root();
  await page.keyboard.press('s');
  tap.equal('s opens the sandwich of the frame', await pressed(), 'Sandwich');
  tap.equal('with the focus on it', await root(), name);
  await page.keyboard.press('ArrowUp');
  tap.ok('Up goes to a caller', (await root()) !== name);
  await page.keyboard.press('ArrowDown');
  tap.equal('Down comes back', await root(), name);
  await page.keyboard.press('c');
  await page.keyboard.press('c');
  tap.equal('c twice shows the calls', await pressed(), 'Calls');
  await page.keyboard.press('r');
  tap.ok('r puts the root on top', await page.evaluate(() => {
    const [a, b] = document.querySelectorAll('.fl-f > g rect');
    return Number(b.getAttribute('y')) > Number(a.getAttribute('y'));
  }));
  await page.keyboard.press('ArrowDown');
  tap.ok('and Down leads away from it', (await root()) !== 'all');
  await page.keyboard.press('?');
  tap.ok('? shows the keys', await page.locator('.fl-panel').first().isVisible());
  tap.equal('and says so', await button(page, 'More').getAttribute('aria-expanded'), 'true');
  await page.keyboard.press('/');
  await page.keyboard.type('regexp');
  await page.keyboard.press('Enter');
  const first = await root();
  await page.keyboard.press('n');
  await page.keyboard.press('N');
  tap.equal('n and N go to and fro', await root(), first);
  await close();
}

// A picture of its own takes the keys before any frame has the focus, and leaves scrolling and typing alone.
async function keysAlone(tap, browser, folder) {
  const path = join(folder, 'tall.folded');
  writeFileSync(path, `${Array.from({ length: 120 }, (_, i) => `f${i}`).join(';')} 10\n`);
  const svg = join(folder, 'tall.svg');
  perfpage('flame', path, '-o', svg);
  const { page, close } = await open(browser, url(svg));
  const pressed = () => page.locator('.fl-views [aria-pressed=true]').innerText();
  await page.keyboard.press('c');
  tap.equal('alone: c merges callers', await pressed(), 'Merged callers');
  await page.keyboard.press('/');
  await page.keyboard.type('rcs');
  tap.equal('alone: / searches, and what is typed is text', `${await page.evaluate(() => document.activeElement.value)} ${await pressed()}`, 'rcs Merged callers');
  await page.evaluate(() => document.activeElement.blur());
  await page.keyboard.press('Space');
  tap.ok('alone: the blank scrolls', await page.evaluate(async () => { await new Promise((done) => { setTimeout(done, 400); }); return scrollY > 0; }));
  await page.keyboard.press('?');
  tap.ok('alone: ? brings the keys into view', await page.evaluate(() => { const r = document.querySelector('.fl-panel').getBoundingClientRect(); return r.height > 0 && r.top >= 0 && r.bottom <= innerHeight; }));
  await close();
}

async function touch(tap, browser) {
  const { page, close } = await open(browser, url(samplePage()), { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
  await page.waitForTimeout(200);
  const f = frame(page, 'checkout/internal/httpapi.(*Server).checkout').first().locator('rect');
  await f.scrollIntoViewIfNeeded();
  await f.tap({ position: { x: 10, y: 8 } });
  tap.ok('a tap shows the details', (await page.locator('.fl-what').first().innerText()) === 'checkout/internal/httpapi.(*Server).checkout');
  tap.ok('and does not zoom', await button(page, 'Reset zoom').isDisabled());
  await f.tap({ position: { x: 10, y: 8 } });
  tap.ok('a second tap zooms', await button(page, 'Reset zoom').isEnabled());
  await button(page, 'More').tap();
  const small = await page.evaluate(() => [...document.querySelectorAll('.fl-tools button, .fl-tools select, .fl-tools input[type=search], .fl-tools input[type=text], .fl-tools label, .fl-info button, .fl-callers')]
    .map((e) => [e.textContent || e.className, e.getBoundingClientRect()]).filter(([, r]) => r.width > 0 && (r.height < 24 || r.width < 24)).map(([t]) => t));
  tap.none('nothing to tap is smaller than 24 pixels', small);
  await close();
}

async function table(tap, browser) {
  const { page, close } = await open(browser, url(samplePage()), { viewport: { width: 1280, height: 800 } });
  const measured = await page.evaluate(() => {
    const table = document.querySelector('table.fn'), buttons = [...table.querySelectorAll('.fl-callers')].map((b) => [b, b.closest('th')].map((e) => e.getBoundingClientRect()));
    return { over: table.offsetWidth - table.parentNode.clientWidth, aside: buttons.filter(([b, th]) => b.top - th.top > 4 || th.right - b.right > 4).length };
  });
  tap.equal('the table is no wider than its frame', measured.over, 0);
  tap.equal('the button to the callers stands at the right of its cell, in the first line', measured.aside, 0);
  const row = page.locator('table.fn tbody tr').filter({ has: page.locator('.fl-callers') }).first();
  const name = await row.locator('.fl-find bdi').innerText();
  await row.locator('.fl-callers').click();
  tap.ok('a row leads to the sandwich of its function', (await note(page)).includes(`below ${name}:`), await note(page));
  await button(page, 'Calls').click();
  tap.equal('no row is marked before a frame is chosen', await page.locator('table.fn tr[aria-current]').count(), 0);
  await row.locator('th button.fl-find').click();
  const marked = page.locator('table.fn tr[aria-current] .fl-find bdi');
  tap.equal('a chosen frame shows its row', (await marked.allInnerTexts()).join(), name);
  await close();
}

async function runaway(tap, browser, folder) {
  const path = join(folder, 'runaway.folded');
  writeFileSync(path, `main;${'a'.repeat(60)}b;leaf 10\nmain;${'ab.'.repeat(200)} 5\n`);
  const svg = join(folder, 'runaway.svg');
  perfpage('flame', path, '-o', svg);
  const { page, close } = await open(browser, url(svg));
  await page.getByRole('checkbox', { name: 'Regex' }).check();
  for (const pattern of ['(a+)+$', '(a|a)*c', '(.*).*.*.*.*.*.*x$', '(\\w+\\s?)*!']) {
    const began = Date.now();
    await page.getByRole('searchbox').fill(pattern);
    const said = await page.locator('.fl-out').innerText();
    tap.ok(`${pattern} does not run away`, Date.now() - began < 8000 && /takes too long|^0 frames/.test(said), `${said}, ${Date.now() - began} ms`);
  }
  await page.getByRole('searchbox').fill('(ab\\.)+$');
  tap.ok('an innocent one with repeats is matched', /^1 frame/.test(await page.locator('.fl-out').innerText()), await page.locator('.fl-out').innerText());
  await close();
  const link = await open(browser, url(svg, `#;g-q=${encodeURIComponent('(a+)+$')};g-m=r;g-h=${encodeURIComponent('(a+)+$')}`));
  tap.ok('nor does one in a link', /takes too long/.test(await link.page.locator('.fl-out').innerText()));
  await link.close();
}

// A link made while another place was in the address leads to the graph all the same.
async function place(tap, browser) {
  const { page, close } = await open(browser, url(samplePage(), '#gates'));
  await click(frame(page, 'net/http.(*conn).readRequest'));
  const link = page.url();
  await close();
  const again = await open(browser, link);
  const near = async (p, selector) => { /* the page scrolls smoothly */
    const top = () => p.evaluate((s) => document.querySelector(s).getBoundingClientRect().top, selector);
    for (let wait = 0; wait < 30 && !((await top()) >= 0 && (await top()) < 300); wait++) await p.waitForTimeout(100);
    return (await top()) >= 0 && (await top()) < 300;
  };
  tap.ok('a link leads to its graph', await near(again.page, '.fl'));
  await again.close();
  const other = await open(browser, link.replace('#', '#gates'));
  tap.ok('unless it names another place', await near(other.page, '#gates'));
  await other.close();
}

async function nothingLeaks(tap, browser) {
  const { page, close } = await open(browser, url(samplePage()));
  tap.ok('the script leaves no name behind', await page.evaluate(() => !('perfpageFlame' in window)));
  await close();
}

export default async function (tap) {
  const folder = mkdtempSync(join(tmpdir(), 'flame-views-'));
  const browser = await launch();
  try {
    await details(tap, browser, folder);
    await kinds(tap, browser, folder);
    await callers(tap, browser, folder);
    await sandwiches(tap, browser, folder);
    await recursion(tap, browser, folder);
    await hiding(tap, browser, folder);
    await directions(tap, browser, folder);
    await colours(tap, browser, folder);
    await pruned(tap, browser, folder);
    await keys(tap, browser);
    await keysAlone(tap, browser, folder);
    await touch(tap, browser);
    await table(tap, browser);
    await runaway(tap, browser, folder);
    await place(tap, browser);
    await nothingLeaks(tap, browser);
  } finally {
    await browser.close();
    rmSync(folder, { recursive: true });
  }
}
