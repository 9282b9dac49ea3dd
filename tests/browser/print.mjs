// Printing, judged on the PDF that the browser makes: it names the page on which each linked element stands.
import { pathToFileURL } from 'node:url';
import { open } from './chrome.mjs';

// On which page (from 1) of the PDF each id stands. Chromium writes a destination for the ids that some link leads to.
export function destinations(pdf) {
  const text = pdf.toString('latin1');
  const objects = new Map();
  for (const m of text.matchAll(/(?:^|\n)(\d+) 0 obj\s*<<(\/Type \/Pages?)\b([\s\S]*?)endobj/g)) objects.set(m[1], m);
  const order = [];
  const walk = (id) => {
    const o = objects.get(id);
    if (!o) return;
    if (o[2] === '/Type /Page') order.push(id);
    else for (const k of (/\/Kids\s*\[([^\]]*)\]/.exec(o[3])?.[1] ?? '').matchAll(/(\d+) 0 R/g)) walk(k[1]);
  };
  const root = /\/Type \/Catalog\b[\s\S]*?\/Pages (\d+) 0 R/.exec(text);
  if (root) walk(root[1]);
  const found = new Map();
  for (const m of text.matchAll(/\/([^\s/[\]<>()]+) \[(\d+) 0 R \/XYZ/g)) {
    const id = m[1].replace(/#([0-9A-Fa-f]{2})/g, (_, h) => String.fromCharCode(Number.parseInt(h, 16)));
    if (id !== 'Dest') found.set(id, order.indexOf(m[2]) + 1);
  }
  return { found, pages: order.length };
}

// Runs in the page: makes the last shown of what is asked for the target of a link, so that the PDF says where it stands.
function mark(selectors) {
  const ids = {};
  const box = document.createElement('div');
  box.style.position = 'absolute';
  box.style.fontSize = '1px';
  for (const [name, selector] of Object.entries(selectors)) {
    const all = [...document.querySelectorAll(selector)].filter((e) => e.getClientRects().length > 0);
    const e = all.pop();
    if (!e) continue;
    if (!e.id) e.id = 'mark-' + name;
    ids[name] = e.id;
    const a = document.createElement('a');
    a.href = '#' + e.id;
    a.textContent = '.';
    box.append(a);
  }
  document.body.append(box);
  return ids;
}

const luminance = (css) => {
  const m = /rgba?\((\d+), (\d+), (\d+)/.exec(css);
  return m ? (0.2126 * m[1] + 0.7152 * m[2] + 0.0722 * m[3]) / 255 : NaN;
};

export async function printed(ctx) {
  const { page, close } = await open(ctx.browser, pathToFileURL(ctx.path).href, { colorScheme: 'dark' });
  try {
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    const wrong = [];
    const paint = await page.evaluate(() => {
      const s = getComputedStyle(document.body);
      return { ink: s.color, paper: s.backgroundColor };
    });
    const paper = /, 0\)$/.test(paint.paper) ? 1 : luminance(paint.paper);
    if (!(paper > 0.9)) wrong.push(`dark paper: ${paint.paper}`);
    if (!(luminance(paint.ink) < 0.4)) wrong.push(`pale ink: ${paint.ink}`);

    // Each by the last of its parts: what ends on page 1 is on page 1.
    const selectors = ctx.onPageOne ?? {
      verdict: 'h1',
      gates: '#gates tbody tr',
      benchmarks: '#benchmarks tbody tr',
    };
    const ids = await page.evaluate(mark, selectors);
    for (const name of Object.keys(selectors)) if (!ids[name]) wrong.push(`no ${name}: ${selectors[name]}`);
    const { found, pages } = destinations(await page.pdf({ format: 'A4', preferCSSPageSize: true }));
    for (const [name, id] of Object.entries(ids)) {
      if (found.get(id) !== 1) wrong.push(`${name} (#${id}) ends on page ${found.get(id)} of ${pages}`);
    }
    return wrong;
  } finally {
    await close();
  }
}
