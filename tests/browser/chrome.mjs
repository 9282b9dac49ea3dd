// Debian's Chromium, started so that it asks nobody for anything.
import { chromium } from 'playwright-core';

export async function launch() {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    headless: true,
    chromiumSandbox: false,
    args: [
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--disable-dev-shm-usage', // containers give /dev/shm 64 MB
    ],
  });
}

// A page of its own context, and what happened on it from before its first byte: requests, console errors, exceptions,
// dialogs, violations of its policy, calls of __pwn.
export async function open(browser, url, options = {}) {
  const { wait = 'load', ...context } = options;
  const c = await browser.newContext({ viewport: { width: 1280, height: 900 }, offline: false, ...context });
  const page = await c.newPage();
  const seen = { requests: [], errors: [], violations: [], dialogs: [], pwned: [] };
  c.on('request', (r) => seen.requests.push(r.url()));
  page.on('console', (m) => {
    if (m.type() === 'error') seen.errors.push(m.text());
  });
  page.on('pageerror', (e) => seen.errors.push(e.message));
  page.on('dialog', async (d) => {
    seen.dialogs.push(d.message());
    await d.dismiss();
  });
  await page.exposeFunction('__pwn', (id) => seen.pwned.push(String(id)));
  await page.exposeFunction('__violated', (what) => seen.violations.push(what));
  await page.addInitScript(() => {
    window.alert = (id) => window.__pwn('alert ' + id);
    document.addEventListener('securitypolicyviolation', (e) =>
      window.__violated(`${e.violatedDirective}: ${e.blockedURI} ${e.sample}`),
    );
  });
  await page.goto(url, { waitUntil: wait });
  return { page, seen, close: () => c.close() };
}

// Every section that is closed at first, so that what it holds is seen by what follows.
export async function openDetails(page) {
  await page.evaluate(() => document.querySelectorAll('details').forEach((d) => d.setAttribute('open', '')));
}
