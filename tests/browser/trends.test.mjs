// The history on the page: every bar holds, and a point tells its run, commit, value and date to the mouse, to the keyboard and,
// without script, in a table.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { checkPage, shoot } from './bars.mjs';
import { launch, open, openDetails } from './chrome.mjs';
import { SHOTS, perfpage } from './sample.mjs';

const RUNS = 44;
const HOSTILE = '<img/src=x/onerror=__pwn(1)>';

// A history made up for this test: a step, a drift, a series with gaps, one that never varies, a hostile name, a hostile commit.
const SERIES = [
  ['Step', 84000, (i) => (i >= 38 ? 1.2 : 1)],
  ['Drift', 388000, (i) => 1 + 0.003 * i],
  ['Win', 1900, (i) => (i >= 30 ? 0.85 : 1)],
  ['Gaps', 55000, () => 1],
  [`Name/${HOSTILE}`, 3100, (i) => (i >= 20 ? 1.1 : 1)],
];

function noise(seed) {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 31 - 1;
  };
}

function results(random, i, n) {
  const lines = [];
  for (const [name, level, shape] of SERIES) {
    if (name === 'Gaps' && i % 6 === 2) continue;
    for (let k = 0; k < n; k++) {
      lines.push(`Benchmark${name}-8 1000 ${(level * shape(i) * (1 + 0.01 * random())).toFixed(1)} ns/op 17 allocs/op`);
    }
  }
  return lines.join('\n') + '\n';
}

const commitOf = (i) => (i === 10 ? `"><b>${HOSTILE}` : (0x12345678 + i * 0x01010101).toString(16).repeat(5));
const dateOf = (i) => new Date(Date.UTC(2026, 8, 1 + i, 12)).toISOString().replace('.000', '');

function folder() {
  const to = mkdtempSync(join(tmpdir(), 'trends-'));
  const random = noise(7);
  for (const d of ['base', 'head', 'history']) mkdirSync(join(to, d));
  let text = '';
  for (let i = 0; i < RUNS; i++) text += `run: run${i + 1}\ncommit: ${commitOf(i)}\ndate: ${dateOf(i)}\n\n${results(random, i, 6)}\n`;
  writeFileSync(join(to, 'history', 'runs.txt'), text);
  writeFileSync(join(to, 'base', 'bench.txt'), results(random, 37, 10));
  writeFileSync(join(to, 'head', 'bench.txt'), `commit: ${commitOf(RUNS)}\ndate: ${dateOf(RUNS)}\n\n` + results(random, RUNS - 1, 10));
  writeFileSync(
    join(to, 'PERFORMANCE.md'),
    '# Shop performance\n\n## CI gate\n\n| Benchmark | Threshold |\n|---|---|\n| * | < 5% slower |\n\n' +
      '## Settings\n\n| Key | Value |\n|---|---|\n| commit URL | https://git.example/shop/commit/{commit} |\n',
  );
  return to;
}

const card = (page, name) => page.locator('.tcs figure', { has: page.locator(`figcaption :text-is("${name}")`) });

// The words of a point, as the table has them.
async function figures(page, column, run) {
  return page.evaluate(
    ([k, wanted]) => {
      const row = [...document.querySelectorAll('.tf tbody tr')].find((r) => r.cells[0].textContent === wanted);
      return row && { value: row.cells[k + 3].textContent, commit: row.cells[1].textContent, date: row.cells[2].textContent };
    },
    [column, run],
  );
}

async function answers(tap, page, column, at, run, how) {
  const want = await figures(page, column, run);
  const got = await at.locator('.ro').innerText();
  const all = [want.value, run, want.commit.slice(0, 7), want.date];
  tap.ok(`${how}: value, run, commit and date of ${run}`, want.value !== '' && all.every((w) => got.includes(w)), got, all.join(' | '));
  tap.ok(`${how}: the commit is a link`, (await at.locator('.ro a[href^="https://git.example/shop/commit/"]').count()) === 1);
}

async function pointer(tap, browser, url) {
  const { page, seen, close } = await open(browser, url);
  const names = await page.$$eval('.tcs figcaption code', (all) => all.map((e) => e.textContent));
  tap.ok('what changed and drifts has a card, the worst first', names[0] === 'Step' && ['Drift', 'Win'].every((n) => names.includes(n)), names.join(' '));
  const step = card(page, 'Step').first();
  tap.ok('a change names the runs around it', /Between run38 \(\w{7}\) and run39 \(\w{7}\): \+\d/.test(await step.innerText()), await step.innerText());
  tap.ok('a drift is told in words', /Drifts: \+1\d\.\d\s% over the last 40 runs/.test(await card(page, 'Drift').first().innerText()));
  await answers(tap, page, names.indexOf('Step'), step, `run${RUNS}`, 'at first');

  await step.scrollIntoViewIfNeeded();
  const box = await step.locator('svg[role]').boundingBox();
  const line = await step.locator('.ln').boundingBox();
  await page.mouse.move(line.x + 1, box.y + box.height / 2);
  await answers(tap, page, names.indexOf('Step'), step, `run${RUNS - 39}`, 'the mouse on the left');
  await page.mouse.move(box.x + box.width - 3, box.y + box.height / 2);
  tap.ok('the mouse on the right: head', /head/.test(await step.locator('.ro').innerText()), await step.locator('.ro').innerText());

  // What is pointed at stays while the mouse goes to the text and selects it.
  await page.mouse.move(line.x + 1, box.y + box.height / 2);
  const told = await step.locator('.ro').innerText();
  const text = await step.locator('.ro').boundingBox();
  await page.mouse.move(text.x + 1, text.y + 8);
  await page.mouse.down();
  await page.mouse.move(text.x + text.width - 1, text.y + 8, { steps: 5 });
  await page.mouse.up();
  const selected = await page.evaluate(() => getSelection().toString());
  tap.ok('the text can be selected', selected.length > 10 && told.includes(selected.trim().split('\n')[0].slice(0, 20)), selected, told);
  tap.none('no error on the way', [...seen.errors, ...seen.violations, ...seen.pwned]);
  await close();
}

async function keyboard(tap, browser, url) {
  const { page, seen, close } = await open(browser, url);
  const names = await page.$$eval('.tcs figcaption code', (all) => all.map((e) => e.textContent));
  const step = card(page, 'Step').first();
  const column = names.indexOf('Step');
  const stops = () => step.locator('.pt[tabindex="0"]').count();
  tap.equal('a picture is one stop of the tab key', await stops(), 1);
  await step.locator('.pt[tabindex="0"]').focus();
  await page.keyboard.press('ArrowLeft');
  await answers(tap, page, column, step, `run${RUNS}`, 'an arrow from head');
  await page.keyboard.press('ArrowLeft');
  await answers(tap, page, column, step, `run${RUNS - 1}`, 'an arrow more');
  tap.equal('it is one stop still', await stops(), 1);
  const focused = () => page.evaluate(() => document.activeElement.getAttribute('aria-label'));
  tap.ok('the point has the words for a reader', (await focused()).includes(`run${RUNS - 1}`), await focused());
  await page.keyboard.press('Home');
  await answers(tap, page, column, step, `run${RUNS - 39}`, 'Home');
  await page.keyboard.press('ArrowLeft');
  await answers(tap, page, column, step, `run${RUNS - 39}`, 'nothing is further left');
  await page.keyboard.press('End');
  await page.keyboard.press('ArrowLeft');
  await answers(tap, page, column, step, `run${RUNS}`, 'End, and back');
  await page.keyboard.press('Escape');
  tap.equal('Escape leaves', await page.evaluate(() => document.activeElement.localName), 'body');

  // A run that the series lacks is no point.
  const gaps = names.indexOf('Gaps');
  if (tap.ok('a series with gaps has a card', gaps >= 0, names.join(' '))) {
    const at = card(page, 'Gaps').first();
    await at.locator('.pt[tabindex="0"]').focus();
    const without = await page.$$eval('.tf tbody tr', (rows, k) => rows.filter((r) => r.cells[k + 3].textContent === '').length, gaps);
    tap.equal('its points are the runs that have it', await at.locator('.pt').count(), 41 - without);
    tap.ok('and there are gaps', without >= 5, without);
  }
  tap.none('no error on the way', [...seen.errors, ...seen.violations, ...seen.pwned]);
  await close();
}

async function plain(tap, browser, url) {
  const { page, close } = await open(browser, url, { javaScriptEnabled: false });
  await openDetails(page);
  const table = await page.locator('.tf').innerText();
  tap.ok('without script every run of the pictures is told', [5, 20, RUNS].every((i) => table.includes(`run${i}`)));
  tap.ok('and its commit, whole', table.includes(commitOf(RUNS - 1)));
  const cells = await page.$$eval('.tf tbody tr', (rows) => rows.flatMap((r) => [...r.cells].slice(3).map((c) => c.textContent)));
  tap.ok('and its figures', cells.filter((c) => /^[\d.,\u202f]+(\u00a0\S+)?(\u00a0\*)?$/.test(c)).length > 35 * 4, cells.slice(0, 20).join(' | '));
  const sparks = await page.$$eval('.bt svg[role=img]', (all) => all.map((s) => s.getAttribute('aria-label')));
  tap.ok('every row has a picture with words', sparks.length === SERIES.length * 2 && sparks.every((s) => /runs?, last \d/.test(s)), sparks.join('\n'));
  const broken = await page.$$eval('.tcs figure', (all) => all.map((f) => f.querySelector('.ln').getAttribute('d')).filter((d) => /m/.test(d)).length);
  tap.ok('a gap breaks the line', broken > 0);
  await close();
}

// Nothing of a picture leaves its box, and no two of its texts lie on each other.
function spill() {
  const wrong = [];
  for (const svg of document.querySelectorAll('.tcs svg[role]')) {
    const box = svg.getBoundingClientRect();
    const texts = [...svg.querySelectorAll('text')].map((t) => [t.textContent, t.getBoundingClientRect()]);
    for (const [text, r] of texts) {
      if (r.left < box.left - 1 || r.right > box.right + 1 || r.top < box.top - 1 || r.bottom > box.bottom + 1) wrong.push(`"${text}" leaves its picture`);
    }
    texts.forEach(([text, a], i) =>
      texts.slice(i + 1).forEach(([other, b]) => {
        const over = Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1 && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 4;
        if (over) wrong.push(`"${text}" on "${other}"`);
      }),
    );
  }
  return wrong;
}

async function look(tap, browser, url) {
  for (const [name, context] of [['wide', {}], ['narrow', { viewport: { width: 390, height: 844 } }]]) {
    const { page, close } = await open(browser, url, context);
    tap.none(`${name}: texts stay in their pictures and apart`, await page.evaluate(spill));
    await close();
  }
  const { page, close } = await open(browser, url);
  await page.emulateMedia({ media: 'print' });
  const split = await page.$$eval('.tcs figure', (all) => all.filter((f) => getComputedStyle(f).breakInside !== 'avoid').length);
  tap.equal('on paper no card is split', split, 0);
  await close();
}

export default async function (tap) {
  const input = folder();
  const path = join(SHOTS, 'trends.html');
  mkdirSync(SHOTS, { recursive: true });
  const browser = await launch();
  try {
    const run = perfpage('report', input, '-o', path);
    if (!tap.ok('a page is written', [0, 1].includes(run.status), run.status, run.stderr)) return;
    const url = pathToFileURL(path).href;
    tap.ok('a hostile name is text', readFileSync(path, 'utf8').includes('&lt;img/src=x/onerror=__pwn(1)&gt;'));
    await pointer(tap, browser, url);
    await keyboard(tap, browser, url);
    await plain(tap, browser, url);
    await look(tap, browser, url);
    await checkPage(tap, browser, path, { label: 'trends' });
    await shoot(browser, path, SHOTS, 'trends');
  } finally {
    await browser.close();
    rmSync(input, { recursive: true });
  }
}
