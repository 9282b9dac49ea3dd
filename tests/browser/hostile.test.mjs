// Hostile names, wherever a name can stand: each stays visible as text, and none runs.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { BARS } from './bars.mjs';
import { launch, open, openDetails } from './chrome.mjs';
import { payloads, shown, write } from './hostile.mjs';

const blanks = (text) => text.replace(/\s+/g, '');

// Goes everywhere a reader can go by mouse and keyboard.
async function wander(page) {
  for (const frame of (await page.$$('#profiles svg [tabindex], #profiles svg g')).slice(0, 25)) {
    await frame.hover({ force: true, timeout: 500 }).catch(() => {});
    await frame.click({ force: true, timeout: 500 }).catch(() => {});
  }
  for (const button of await page.$$('button[aria-expanded="false"]')) await button.click();
  for (const box of await page.$$('input[type="search"], input[type="text"], input:not([type])')) {
    await box.fill("<img src=x onerror=__pwn('search')>");
    await page.keyboard.press('Enter');
  }
  for (const button of await page.$$('button')) await button.click({ timeout: 500 }).catch(() => {});
  for (let i = 0; i < 40; i++) await page.keyboard.press('Tab');
}

export default async function (tap) {
  const list = payloads('tests/vectors/page/hostile.tsv');
  tap.equal('there are forty strings', list.length, 40);
  const odd = Buffer.concat([Buffer.from('a\0\x1b\u202e'), Buffer.from([0xff])]);
  tap.equal('names are looked for as the page shows them', shown(odd), 'a\ufffd\ufffd[U+202E]\ufffd');

  const folder = mkdtempSync(join(tmpdir(), 'hostile-'));
  const path = join(folder, 'report.html');
  const { see, title } = write(join(folder, 'in'), list);
  const program = join(process.env.B ?? 'build', 'perfpage');
  const args = ['report', join(folder, 'in'), '-o', path, '--title', title.replace(/\0/g, '')];
  const run = spawnSync(program, args, { encoding: 'utf8' });
  tap.ok('perfpage writes the page', run.status === 3 || run.status === 1, `status ${run.status}`, run.stderr);

  const browser = await launch();
  try {
    const bytes = readFileSync(path);
    const ctx = { browser, path, bytes, maxBytes: 4_000_000 };
    const { page, seen, close } = await open(browser, pathToFileURL(path).href);
    await openDetails(page);
    const text = blanks(
      await page.evaluate(() => {
        const copy = document.documentElement.cloneNode(true);
        copy.querySelectorAll('script,style').forEach((e) => e.remove());
        return copy.textContent;
      }),
    );
    for (const { id, context, text: want } of see) {
      tap.ok(`${id} as ${context} is there as text`, text.includes(blanks(want)), want.slice(0, 300));
    }
    const links = await page.$$eval('a[href]', (all) => all.map((a) => a.getAttribute('href')));
    tap.none('links lead only to the web, to mail or into the page', links.filter((h) => !/^(https?:|mailto:|#)/.test(h)));
    await wander(page);
    await page.waitForTimeout(300);
    tap.none('nothing ran', [...seen.pwned, ...seen.dialogs]);
    tap.none('nothing was asked for', seen.requests.filter((r) => r.split('#')[0] !== pathToFileURL(path).href));
    await close();

    const held = ['its bytes', 'its policy', 'html-validate', 'tidy', 'it asks for', 'it has no', 'with script and style', 'at 390'];
    for (const [name, bar] of Object.entries(BARS)) {
      if (held.some((h) => name.startsWith(h))) tap.none(name, await bar(ctx));
    }
  } finally {
    await browser.close();
    rmSync(folder, { recursive: true });
  }
}
