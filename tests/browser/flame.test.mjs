// The flame graphs of the page and the stand-alone drawing: what is there without script, zoom, search, keyboard, views,
// the fragment, the table, both themes, several graphs on a page, hostile names.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { launch, open } from './chrome.mjs';
import { drawnWell, look, samples, withCallers } from './flame-look.mjs';
import { payloads, shown } from './hostile.mjs';
import { perfpage, sampleWithFrames } from './sample.mjs';

const url = (path, hash = '') => pathToFileURL(path).href + hash;

async function still(tap, browser, path) {
  const { page, close } = await open(browser, url(path), { javaScriptEnabled: false });
  const frames = withCallers(await page.evaluate(look));
  tap.ok('without script the frames are there', frames.length > 100, frames.length);
  tap.none(
    'without script each frame says what it is',
    frames.filter((f) => !/^[\d\u202f]+ samples?, [\d.<]+ %, self (0|[\d.<]+ %)(, .*(points|new).*)?$/.test(f.about)).map((f) => f.about),
  );
  const all = samples(frames[0]);
  tap.none(
    'each frame is as wide as its samples',
    frames.filter((f) => Math.abs(f.width - (frames[0].width * samples(f)) / all) > 0.006).map((f) => `${f.name}: ${f.width}`),
  );
  tap.none(
    'each frame stands on its caller',
    frames.filter((f) => f.caller && (f.x < f.caller.x - 0.02 || f.x + f.width > f.caller.x + f.caller.width + 0.02)).map((f) => f.name),
  );
  tap.none('without script labels fit and are legible', drawnWell(frames));
  tap.ok('without script there are no dead tools', (await page.$$('.fl-bar, .fl-info')).length === 0);
  await page.check('.fl-h', { force: true });
  const head = await page.evaluate(look);
  tap.ok('without script the view of the head can be chosen', head.some((f, i) => f.fill !== frames[i].fill));
  tap.none('labels are legible in the view of the head', drawnWell(head));
  await close();
}

async function themes(tap, browser, path) {
  const { page, close } = await open(browser, url(path), { colorScheme: 'dark' });
  const frames = await page.evaluate(look);
  tap.none('labels are legible in the dark', drawnWell(frames));
  await page.check('.fl-h', { force: true });
  tap.none('labels are legible in the dark, head only', drawnWell(await page.evaluate(look)));
  await page.evaluate(() => document.documentElement.setAttribute('data-theme', 'light'));
  const light = await page.evaluate(look);
  tap.ok('the button of the theme changes the fills', light.filter((f, i) => f.fill !== frames[i].fill).length > 50);
  await close();
}

// A frame with a few callees, well above the root.
function target(frames) {
  return frames.findIndex((f, i) => f.depth > 3 && f.width > 40 && f.width < 400 && frames[i + 1]?.caller === f && f.label);
}

async function zooming(tap, browser, path) {
  const { page, seen, close } = await open(browser, url(path));
  const before = withCallers(await page.evaluate(look));
  const i = target(before);
  const key = await page.getAttribute('svg.fl-svg', 'data-k');
  const click = (n) => page.locator('.fl-f > g').nth(n).locator('rect').click({ position: { x: 5, y: 8 } });
  await click(i);
  const after = await page.evaluate(look);
  const z = before[i];
  const wrong = [];
  for (const [n, f] of after.entries()) {
    let at = before[n];
    while (at && at !== z) at = at.caller;
    const isCaller = (() => {
      for (let c = z.caller; c; c = c.caller) if (c === before[n]) return true;
      return false;
    })();
    if (f.shown !== Boolean(at || isCaller)) wrong.push(`${f.name} is ${f.shown ? '' : 'not '}shown`);
    if (isCaller && (f.width !== before[0].width || !f.dim)) wrong.push(`the caller ${f.name} is ${f.width} wide`);
    const want = (samples(before[n]) * before[0].width) / samples(z);
    if (at && Math.abs(f.width - Math.max(want, 0.1)) > 0.02) wrong.push(`${f.name} is ${f.width} wide, not ${want}`);
  }
  tap.none('a click zooms to a frame and what it calls', wrong);
  tap.none('labels are cut again', drawnWell(after));
  tap.ok('more is to be read when zoomed', after.filter((f) => f.shown && f.label === f.name).length > 0);
  const zoomed = page.url();
  tap.ok('the fragment holds the zoom', new RegExp(`#[^;]*;${key}-z=[0-9a-f]{1,8}$`).test(zoomed), zoomed);

  const restored = await page.evaluate(look);
  await page.goBack();
  const back = await page.evaluate(look);
  tap.ok('Back resets', back.every((f, n) => f.shown && Math.abs(f.width - before[n].width) < 0.11));
  await page.goForward();
  tap.equal('Forward zooms again', JSON.stringify(await page.evaluate(look)), JSON.stringify(restored));
  for (const k of ['Escape', '0']) {
    await page.locator('.fl-f > g').nth(i).focus();
    await page.keyboard.press('Enter');
    await page.keyboard.press(k);
    tap.ok(`${k} resets`, (await page.evaluate(look)).every((f) => f.shown));
  }
  await click(i);
  await page.getByRole('button', { name: 'Reset zoom' }).click();
  tap.ok('the button resets', (await page.evaluate(look)).every((f) => f.shown));

  const again = await open(browser, zoomed);
  tap.equal('a link opens the same view', JSON.stringify(await again.page.evaluate(look)), JSON.stringify(restored));
  await again.close();
  for (const hash of [`#;${key}-z=zz;${key}-q=%E0%A4%A;${key}-m=rcx;__proto__=1;constructor=2`, `#%E0;;=;${key}-v=<b>`, '#;;;']) {
    const junk = await open(browser, url(path, hash));
    tap.none(`a fragment nobody made: ${hash}`, [...junk.seen.errors, ...(await junk.page.evaluate(look)).filter((f) => !f.shown)]);
    await junk.close();
  }
  tap.none('nothing complained', seen.errors);
  await close();
}

async function keys(tap, browser, path) {
  const { page, close } = await open(browser, url(path));
  const frames = withCallers(await page.evaluate(look));
  const focused = () =>
    page.evaluate(() => [...document.querySelectorAll('.fl-f > g')].indexOf(document.activeElement));
  tap.equal('one frame can be reached by Tab', await page.locator('.fl-f > g[tabindex="0"]').count(), 1);
  await page.locator('.fl-f > g[tabindex="0"]').focus();
  await page.keyboard.press('ArrowUp');
  const first = await focused();
  tap.ok('Up goes to the widest callee', frames[first].caller === frames[0] && frames.every((f) => f.caller !== frames[0] || f.width <= frames[first].width));
  await page.keyboard.press('ArrowUp');
  const second = await focused();
  tap.ok('and on', frames[second].caller === frames[first]);
  await page.keyboard.press('ArrowRight');
  const right = await focused();
  tap.ok('Right goes along the row', right !== second && frames[right].y === frames[second].y && frames[right].x > frames[second].x);
  await page.keyboard.press('ArrowLeft');
  tap.equal('Left comes back', await focused(), second);
  await page.keyboard.press('ArrowDown');
  tap.equal('Down goes to the caller', await focused(), first);
  const said = await page.locator('.fl-say').innerText();
  tap.ok('the details line tells name, figures and the share of the caller', said.includes(frames[first].name) && said.includes(frames[first].about) && /% of its caller/.test(said), said);
  tap.equal('still one frame can be reached by Tab', await page.locator('.fl-f > g[tabindex="0"]').count(), 1);
  await page.keyboard.press('Enter');
  tap.ok('Enter zooms', (await page.evaluate(look))[first].width === frames[0].width);
  await page.keyboard.press('/');
  tap.equal('/ goes to the search', await page.evaluate(() => document.activeElement.type), 'search');
  await close();
}

async function searching(tap, browser, path) {
  const { page, close } = await open(browser, url(path));
  const frames = withCallers(await page.evaluate(look));
  const shareOf = (test, root) => {
    const under = (f) => { for (let c = f; c; c = c.caller) if (c === root) return true; return false; };
    const covered = (f) => { for (let c = f.caller; c; c = c.caller) if (test(c.name)) return true; return false; };
    const sum = frames.filter((f) => under(f) && test(f.name) && !covered(f)).reduce((n, f) => n + samples(f), 0);
    return (100 * sum) / samples(root);
  };
  const found = async () => {
    const text = await page.locator('.fl-out').innerText();
    const m = /^(\d+) frames?, ([\d.]+) % of what is shown$/.exec(text);
    return m ? { n: Number(m[1]), share: Number(m[2]) } : text;
  };
  const expect = async (name, test, root = frames[0]) => {
    const got = await found();
    const want = shareOf(test, root);
    tap.ok(name, got.n > 0 && Math.abs(got.share - want) < 0.15, JSON.stringify(got), want);
  };
  const box = page.getByRole('searchbox', { name: 'Find frames' });
  await box.fill('HTTP');
  await expect('text, any case', (n) => /http/i.test(n));
  tap.equal('frames that match are marked', (await page.evaluate(look)).filter((f) => f.hit).length, frames.filter((f) => /http/i.test(f.name)).length);
  await page.getByRole('checkbox', { name: 'Match case' }).check();
  await expect('text, this case', (n) => n.includes('HTTP'));
  await page.getByRole('checkbox', { name: 'Match case' }).uncheck();
  await box.fill('^runtime\\..*(alloc|new)');
  tap.equal('a pattern is text until asked', (await found()).n, 0);
  await page.getByRole('checkbox', { name: 'Regex' }).check();
  await expect('regular expression', (n) => /^runtime\..*(alloc|new)/i.test(n));
  const link = page.url();
  await box.fill('(');
  tap.ok('a broken pattern is said', (await found()) === 'not a regular expression' && (await box.getAttribute('aria-invalid')) === 'true');
  await page.getByRole('checkbox', { name: 'Regex' }).uncheck();
  await box.fill('regexp.');
  const i = target(frames);
  await page.locator('.fl-f > g').nth(i).locator('rect').click({ position: { x: 5, y: 8 } });
  const name = frames[i + 1].name;
  await box.fill(name);
  await expect('of the visible part', (n) => n.toLowerCase().includes(name.toLowerCase()), frames[i]);
  await box.fill(frames[i].name);
  tap.equal('a match below covers all', (await found()).share, 100);
  await page.getByRole('button', { name: 'Next match' }).click();
  tap.equal('next goes to a match', await page.evaluate(() => document.activeElement.querySelector('title').textContent.split('\n')[0]), frames[i].name);
  const again = await open(browser, link);
  tap.equal('a link repeats the search', await again.page.locator('.fl-out').innerText(), await (async () => {
    await page.getByRole('button', { name: 'Reset zoom' }).click();
    await page.getByRole('checkbox', { name: 'Regex' }).check();
    await box.fill('^runtime\\..*(alloc|new)');
    return page.locator('.fl-out').innerText();
  })());
  await again.close();
  await close();
}

async function table(tap, browser, path) {
  const { page, close } = await open(browser, url(path));
  const cells = (n) => page.locator(`table.fn tbody tr > :nth-child(${n})`).allInnerTexts();
  const first = await cells(2);
  const heads = await page.locator('table.fn thead th').allInnerTexts();
  const column = heads.findIndex((h) => h.trim() === 'Head self') + 1;
  await page.locator(`table.fn thead th:nth-child(${column}) button`).click();
  const values = (await cells(column)).map((t) => (t === '0' ? 0 : Number.parseFloat(t)));
  tap.ok('sorted by head self, largest first', values.length > 9 && values.every((v, i) => i === 0 || v <= values[i - 1]), values.join(' '));
  await page.locator(`table.fn thead th:nth-child(${column}) button`).click();
  tap.equal('again turns it round', await page.locator('table.fn th[aria-sort]').getAttribute('aria-sort'), 'ascending');
  await page.locator(`table.fn thead th:nth-child(${column}) button`).click();
  tap.equal('a third time restores the order', JSON.stringify(await cells(2)), JSON.stringify(first));
  const button = page.locator('table.fn tbody th button').first();
  const name = await button.innerText();
  await button.click();
  const hits = (await page.evaluate(look)).filter((f) => f.hit);
  tap.ok('a row finds its frames', hits.length > 0 && hits.every((f) => f.name === name), name);
  await close();
}

async function copying(tap, browser, path) {
  const { page, close } = await open(browser, 'about:blank');
  await page.addInitScript(() => {
    window.copied = [];
    Object.defineProperty(navigator, 'clipboard', { value: { writeText: async (t) => void window.copied.push(t) } });
  });
  await page.goto(url(path));
  const frames = withCallers(await page.evaluate(look));
  const i = target(frames);
  tap.ok('nothing to copy before a frame is chosen', !(await page.getByRole('button', { name: 'Copy name', includeHidden: true }).first().isVisible()));
  await page.locator('.fl-f > g').nth(i).locator('rect').click({ position: { x: 5, y: 8 } });
  await page.getByRole('button', { name: 'Copy name' }).click();
  await page.getByRole('button', { name: 'Copy stack' }).click();
  const stack = [];
  for (let f = frames[i]; f.caller; f = f.caller) stack.unshift(f.name);
  tap.equal('name and stack are copied on a click', JSON.stringify(await page.evaluate(() => window.copied)), JSON.stringify([frames[i].name, stack.join(';')]));
  await close();
}

async function several(tap, browser, folder) {
  const dir = join(folder, 'two');
  mkdirSync(join(dir, 'head'), { recursive: true });
  const stacks = (n) => Array.from({ length: n }, (_, i) => `main;f${i % 7};g${i} ${i + 1}\n`).join('');
  writeFileSync(join(dir, 'head', 'cpu.folded'), stacks(60));
  writeFileSync(join(dir, 'head', 'alloc.folded'), stacks(50));
  const path = join(folder, 'two.html');
  perfpage('report', '--for', 'sprint', dir, '-o', path);
  const { page, seen, close } = await open(browser, url(path));
  const states = async () => [await page.evaluate(look, 0), await page.evaluate(look, 1)].map((f) => JSON.stringify(f));
  const before = await states();
  await page.locator('svg.fl-svg').nth(1).locator('.fl-f > g').nth(2).locator('rect').click();
  await page.getByRole('searchbox', { name: 'Find frames' }).nth(1).fill('g1');
  const after = await states();
  tap.ok('two graphs are drawn', before.length === 2 && before[0] !== before[1]);
  tap.equal('one graph does not move the other', after[0], before[0]);
  tap.ok('and moves itself', after[1] !== before[1]);
  await page.locator('.fl-tools').nth(0).getByRole('button', { name: 'Merged callers' }).click();
  const turned = await states();
  tap.equal('nor does another view', turned[1], after[1]);
  tap.ok('which is there', turned[0] !== before[0]);
  const again = await open(browser, page.url());
  const shown = (list) => JSON.stringify(JSON.parse(list).filter((f) => f.shown).map((f) => [f.y, f.x, f.width, f.name, f.hit]).sort());
  tap.equal('a link holds the state of both', [await again.page.evaluate(look, 0), await again.page.evaluate(look, 1)].map((f) => shown(JSON.stringify(f))).join(),
    turned.map(shown).join());
  await again.close();
  tap.none('nothing complained with two graphs', seen.errors);
  await close();
}

async function alone(tap, browser, folder, pagePath) {
  const path = join(folder, 'alone.svg');
  const s = 'samples/checkout';
  const run = perfpage('flame', `${s}/head/cpu.folded`, '--base', `${s}/base/cpu.folded`, '-o', path);
  tap.equal('the drawing is written', run.status, 0);
  const { page, seen, close } = await open(browser, url(path), { viewport: { width: 1240, height: 900 } });
  const frames = withCallers(await page.evaluate(look));
  const other = await open(browser, url(pagePath), { javaScriptEnabled: false });
  const paged = withCallers(await other.page.evaluate(look));
  await other.close();
  const places = (list) => new Map(list.map((f) => {
    let stack = '';
    for (let c = f; c; c = c.caller) stack = c.name + ';' + stack;
    return [stack, [(f.x - list[0].x) / list[0].width, f.width / list[0].width]];
  }));
  const there = places(frames);
  tap.none('the same place for every frame drawn in both', [...places(paged)].filter(([k, [x, w]]) => {
    const at = there.get(k);
    return !at || Math.abs(at[0] - x) > 2e-5 || Math.abs(at[1] - w) > 2e-5;
  }).map(([k]) => k));
  const i = target(frames);
  await page.locator('.fl-f > g').nth(i).locator('rect').click({ position: { x: 5, y: 8 } });
  const after = await page.evaluate(look);
  tap.ok('it zooms', after[i].width === frames[0].width && after.some((f) => !f.shown));
  await page.getByRole('searchbox').fill('runtime');
  tap.ok('it searches', /frames?, [\d.]+ %/.test(await page.locator('.fl-out').innerText()));
  await page.getByRole('button', { name: 'More' }).click();
  await page.getByRole('combobox', { name: 'Colour' }).selectOption('head');
  tap.none('it shows whose code it is, legibly', drawnWell(await page.evaluate(look)));
  tap.none('it complains of nothing', [...seen.errors, ...seen.requests.filter((r) => r.split('#')[0] !== url(path))]);
  await close();

  const image = join(folder, 'image.html');
  writeFileSync(image, `<!DOCTYPE html><title>image</title><img alt="" src="alone.svg" width="600">`);
  const img = await open(browser, url(image));
  tap.ok('it is a picture too', await img.page.evaluate(() => document.images[0].complete && document.images[0].naturalWidth > 500));
  await img.close();
}

async function hostile(tap, browser, folder) {
  const list = payloads('tests/vectors/page/hostile.tsv').filter((p) => p.contexts.includes('frame'));
  const folded = join(folder, 'hostile.folded');
  // A line end and a ';' end a frame in this format; both halves stay hostile.
  writeFileSync(folded, Buffer.concat(list.flatMap((p) => [Buffer.from(p.bytes.toString('latin1').replace(/[\r\n]/g, ' '), 'latin1'), Buffer.from(' 100\n')])));
  const path = join(folder, 'hostile.svg');
  perfpage('flame', folded, '-o', path, '--title', '</title><script>__pwn("title")</script>');
  const { page, seen, close } = await open(browser, url(path));
  const names = new Set((await page.evaluate(look)).map((f) => f.name));
  const want = list.flatMap((p) => shown(p.bytes).split(/;(?! )/)).map((n) => n.trim()).filter(Boolean);
  tap.none('hostile names are there as text', want.filter((n) => ![...names].some((have) => have === n || have.includes(n))).map((n) => n.slice(0, 80)));
  await page.mouse.move(300, 400);
  for (let n = 0; n < 12; n++) await page.keyboard.press('Tab');
  await page.getByRole('searchbox').fill('<script>');
  await page.locator('.fl-f > g').nth(3).locator('rect').click();
  tap.none('hostile names do not run', [...seen.pwned, ...seen.dialogs, ...seen.errors]);
  tap.ok('and cannot end the script', readFileSync(path, 'utf8').split('<script').length === 3);
  await close();
}

export default async function (tap) {
  const folder = mkdtempSync(join(tmpdir(), 'flame-'));
  const browser = await launch();
  const path = sampleWithFrames();
  try {
    await still(tap, browser, path);
    await themes(tap, browser, path);
    await zooming(tap, browser, path);
    await keys(tap, browser, path);
    await searching(tap, browser, path);
    await table(tap, browser, path);
    await copying(tap, browser, path);
    await several(tap, browser, folder);
    await alone(tap, browser, folder, path);
    await hostile(tap, browser, folder);
  } finally {
    await browser.close();
    rmSync(folder, { recursive: true });
  }
}
