// The page of the sample, and pages of poorer inputs: every bar, the controls, the story it tells.
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { checkPage, shoot } from './bars.mjs';
import { launch, open } from './chrome.mjs';
import { SHOTS, perfpage, sampleJson, samplePage } from './sample.mjs';

const rows = (page) =>
  page.$$eval('.bt tbody tr[id]', (all) => all.filter((r) => !r.hidden).map((r) => r.cells[1].textContent.trim()));

async function controls(tap, browser, url) {
  const { page, seen, close } = await open(browser, url);
  const all = await rows(page);
  tap.ok('there are benchmarks to filter', all.length > 5, `${all.length} rows`);

  const word = /[A-Za-z]{4,}/.exec(all[all.length - 1])[0];
  await page.fill('#bench-filter', word.toUpperCase());
  const fit = all.filter((n) => n.toLowerCase().includes(word.toLowerCase()));
  tap.equal('the filter shows what fits', (await rows(page)).join('|'), fit.join('|'));
  tap.ok('and says how many', (await page.textContent('#bench-shown')).startsWith(`${fit.length} of ${all.length}`));
  const filtered = await page.evaluate(() => location.hash);
  await page.fill('#bench-filter', '');

  await page.click('#bench-only');
  const bad = await page.$$eval('.bt tbody tr[id]', (list) =>
    list.filter((r) => !r.hidden).map((r) => r.cells[0].textContent.trim().toLowerCase()),
  );
  tap.ok('passing rows can be hidden', bad.length > 0 && bad.length < all.length && !bad.includes('pass'), bad.join(' '));
  await page.click('#bench-only');
  tap.equal('and shown again', (await rows(page)).length, all.length);

  const heads = page.locator('.bt thead th[data-sort="name"]');
  const press = () => heads.first().locator('button').press('Enter');
  await press();
  tap.equal('a heading sorts by the keyboard', await heads.first().getAttribute('aria-sort'), 'ascending');
  const groups = () =>
    page.$$eval('.bt tbody', (list) => list.map((b) => [...b.querySelectorAll('tr[id]')].map((r) => r.cells[1].textContent)));
  const sorted = (list) => list.every((g) => g.every((n, i) => i === 0 || g[i - 1] <= n));
  tap.ok('each group is in order', sorted(await groups()));
  await press();
  tap.equal('and the other way round', await heads.first().getAttribute('aria-sort'), 'descending');
  await press();
  tap.equal('and as it was', (await rows(page)).join('|'), all.join('|'));

  const theme = page.locator('#theme');
  const paper = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const before = await paper();
  await theme.click();
  tap.ok('the theme can be changed', (await paper()) !== before);
  await theme.click();
  tap.equal('and back', await paper(), before);
  tap.none('no error on the way', [...seen.errors, ...seen.violations]);
  await close();

  const linked = await open(browser, url + filtered);
  tap.equal('a link opens the same rows', (await rows(linked.page)).join('|'), fit.join('|'));
  await linked.close();
}

// The first screen says the verdict, why, and what most likely caused it; each reason leads to its evidence.
async function story(tap, browser, url) {
  const { page, close } = await open(browser, url, { javaScriptEnabled: false });
  const json = sampleJson();
  const title = await page.title();
  tap.ok('the title begins with the verdict', /^FAIL\b/.test(title), title);
  tap.equal('and so says the data', json.verdict, 'fail');
  const first = json.reasons[0];
  const gate = json.gates.find((g) => g.id === first.gate);
  tap.ok('the first reason is a benchmark of the checkout', /HotPath_Checkout/.test(gate?.subject ?? ''), JSON.stringify(gate));
  tap.ok('its cause is the pattern compiled for each request', /regexp/.test(first.cause?.function ?? ''), JSON.stringify(first));
  const text = await page.evaluate(() => document.body.innerText.slice(0, 4000).replace(/\s+/g, ' '));
  tap.ok('the page names the benchmark on its first screen', text.includes('HotPath_Checkout'));
  tap.ok('and the function', text.includes(first.cause?.function ?? '\0'), first.cause?.function);
  const names = json.gates.map((g) => g.verdict);
  tap.ok('a gate fails and another passes', names.includes('fail') && names.includes('pass'));
  await close();
}

// Inputs with less in them make a page all the same.
async function poorer(tap, browser) {
  const folder = mkdtempSync(join(tmpdir(), 'poorer-'));
  const sample = 'samples/checkout';
  const kinds = {
    'no document': (to) => ['base', 'head'].forEach((d) => cpSync(join(sample, d), join(to, d), { recursive: true })),
    'no base': (to) => {
      cpSync(join(sample, 'head'), join(to, 'head'), { recursive: true });
      cpSync(join(sample, 'PERFORMANCE.md'), join(to, 'PERFORMANCE.md'));
    },
    'only a profile': (to) => cpSync(join(sample, 'head', 'cpu.folded'), join(to, 'head', 'cpu.folded')),
    'only the document': (to) => cpSync(join(sample, 'PERFORMANCE.md'), join(to, 'PERFORMANCE.md')),
  };
  // What these pages have not got they cannot be held to.
  const less = Object.fromEntries(
    ['without script it', 'with script and style refused it shows 0.9 of its text, charts in colour', 'on A4 verdict, gates and benchmarks are on page 1'].map(
      (name) => [name, 'there may be no chart, no gate, no benchmark'],
    ),
  );
  try {
    for (const [name, make] of Object.entries(kinds)) {
      const to = join(folder, name);
      make(to);
      const page = join(folder, name + '.html');
      const run = perfpage('report', to, '-o', page);
      tap.ok(`${name}: a page is written`, [0, 1, 3].includes(run.status), run.status, run.stderr);
      const title = /<title>([^<]*)/.exec(readFileSync(page, 'utf8'))?.[1] ?? '';
      tap.ok(`${name}: it does not pass by accident`, title !== '' && !/^PASS/.test(title), title);
      await checkPage(tap, browser, page, { label: name, without: less });
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
}

export default async function (tap) {
  const path = samplePage();
  const url = pathToFileURL(path).href;
  const browser = await launch();
  try {
    await checkPage(tap, browser, path, { label: 'sample' });
    await story(tap, browser, url);
    await controls(tap, browser, url);
    await poorer(tap, browser);
    await shoot(browser, path, SHOTS, 'sample');
  } finally {
    await browser.close();
  }
}
