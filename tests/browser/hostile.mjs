// Writes an input folder in which the names of tests/vectors/page/hostile.tsv stand wherever a name can stand.
// Each place has its own way to keep the string dangerous and the file readable: see the functions below.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

// The bytes of a payload, its escapes undone: \\ \t \n \r \xHH \u{H..} \rep{C,N}.
function unescape(text) {
  const parts = [];
  const pattern = /\\x([0-9a-f]{2})|\\u\{([0-9a-f]+)\}|\\rep\{(.),(\d+)\}|\\([\\tnr])|([^\\]+)/giy;
  for (let m; pattern.lastIndex < text.length; ) {
    const at = pattern.lastIndex;
    if (!(m = pattern.exec(text))) throw new Error(`bad escape at ${at}: ${text}`);
    if (m[1]) parts.push(Buffer.from([Number.parseInt(m[1], 16)]));
    else if (m[2]) parts.push(Buffer.from(String.fromCodePoint(Number.parseInt(m[2], 16))));
    else if (m[3]) parts.push(Buffer.from(m[3].repeat(Number(m[4]))));
    else if (m[5]) parts.push(Buffer.from({ '\\': '\\', t: '\t', n: '\n', r: '\r' }[m[5]]));
    else parts.push(Buffer.from(m[6]));
  }
  return Buffer.concat(parts);
}

export function payloads(file) {
  const lines = readFileSync(file, 'utf8').split('\n').filter((l) => l && !l.startsWith('# '));
  const [head, ...rows] = lines.map((l) => l.split('\t'));
  return rows.map((row) => {
    const r = Object.fromEntries(head.map((name, i) => [name, row[i]]));
    return { id: r.id, contexts: r.contexts.split(','), bytes: unescape(r.payload), expect: r.expect, why: r.why };
  });
}

// As the page shows a name: bad UTF-8 and controls as U+FFFD, bidi controls spelled out. Text may have several lines.
export function shown(bytes, lines = false) {
  const control = lines ? /[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]/g : /[\x00-\x1f\x7f-\x9f]/g;
  return new TextDecoder('utf-8')
    .decode(bytes)
    .replace(control, '\ufffd')
    .replace(/[\u200e\u200f\u202a-\u202e\u2066-\u2069\u061c]/g, (c) => `[U+${c.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}]`);
}

// Byte strings are handled as latin1 text, one character a byte, and written back so.
const raw = (bytes) => bytes.toString('latin1');
const bytesOf = (text) => Buffer.from(text, 'latin1');

// White space ends a benchmark's name. A slash separates attributes just as well, so the string stays an attack.
const word = (bytes) => raw(bytes).replace(/(?:[\t\n\v\f\r \x85\xa0]|\xe2\x80[\xa8\xa9]|\xc2[\x85\xa0])/g, '/');
const oneLine = (bytes) => raw(bytes).replace(/[\r\n]+/g, ' ');
// A file name has neither slash nor NUL, and at most 255 bytes.
const fileName = (bytes) => raw(bytes).replace(/[/\0]/g, '|').slice(0, 200);
// In a cell of a pipe table only the pipe and the end of the line need care; all else is Markdown as it stands.
const cell = (bytes) => oneLine(bytes).replace(/\\/g, '\\\\').replace(/\|/g, '\\|');

const samples = (name, unit, of) =>
  Array.from({ length: 10 }, (_, i) => `${name}-8 \t 1000 \t ${of + i} ns/op\t${unit ? ` 7 ${unit}` : ''}\n`).join('');

// Returns what must be seen: [{ id, context, text }], and the title to give with --title.
export function write(folder, list) {
  const see = [];
  const must = (p, context, text) => see.push({ id: p.id, context, text: shown(bytesOf(text), context.startsWith('md')) });
  const of = (context) => list.filter((p) => p.contexts.includes(context));
  for (const d of ['base', 'head']) mkdirSync(join(folder, d), { recursive: true });

  let config = 'goos: linux\ngoarch: amd64\npkg: hostile\n';
  for (const p of of('config')) {
    const value = oneLine(p.bytes);
    config += `note-${p.id.toLowerCase()}: ${value}\n`;
  }
  const names = of('bench').map((p) => ({ p, name: p.id + word(p.bytes) }));
  for (const { p, name } of names) must(p, 'bench', name);
  const units = of('unit').map((p) => ({ p, unit: word(p.bytes) }));
  for (const { p, unit } of units) must(p, 'unit', unit);
  const side = (head) => {
    let text = config + (head ? 'side: head\n' : 'side: base\n');
    for (const { name } of names) text += samples(`Benchmark${name}`, '', head ? 1200 : 1000);
    units.forEach(({ unit }, i) => (text += samples(`BenchmarkUnit${i}`, unit, 1000)));
    return text;
  };
  writeFileSync(join(folder, 'base', 'bench.txt'), bytesOf(side(false)));
  writeFileSync(join(folder, 'head', 'bench.txt'), bytesOf(side(true)));

  // Frames: everything but the semicolon, which separates them, so that a string with one becomes several frames.
  let base = 'main 100\n';
  let head = 'main 100\n';
  for (const p of of('frame')) {
    const frame = oneLine(p.bytes);
    base += `main;${frame} 40\n`;
    head += `main;${frame};leaf 90\n`;
    for (const piece of frame.split(';')) if (piece.trim()) must(p, 'frame', piece.trim());
  }
  writeFileSync(join(folder, 'base', 'cpu.folded'), bytesOf(base));
  writeFileSync(join(folder, 'head', 'cpu.folded'), bytesOf(head));

  for (const p of of('file')) {
    const name = fileName(p.bytes);
    must(p, 'file', name);
    writeFileSync(Buffer.concat([Buffer.from(join(folder, 'head') + '/'), bytesOf(name)]), bytesOf(`goos: linux\n${samples(`BenchmarkFile${p.id}`, '', 1000)}BenchmarkBad 1000 x ns/op\n`));
  }

  let md = '# Performance of hostile\n\n## SLOs\n\n- p99 of GET /x < 300 ms over a rolling 28-day window, with a 99.9% achievement target.\n\n';
  md += '## CI gate\n\n| Benchmark | Rule |\n|---|---|\n| `BenchmarkH01*` | < 2% slower |\n';
  for (const p of of('md_cell')) {
    md += `| ${cell(p.bytes)} | < 5% slower |\n`;
    md += `| BenchmarkUnit0 | ${cell(p.bytes)} |\n`;
  }
  md += '\n## Tuning history\n\n| Date | Change | Before | After |\n|---|---|---|---|\n';
  for (const p of of('md_cell')) {
    md += `| 2026-01-01 | ${cell(p.bytes)} | 1 ms | 2 ms |\n`;
    must(p, 'md_cell', p.id === 'H39' ? '|---|---|' : p.id === 'H12' ? '<img src=x' : oneLine(p.bytes));
  }
  md += '\n## Notes\n\n';
  for (const p of of('md_link')) {
    md += `${p.id}: ${raw(p.bytes)}\n\n`;
    // A tab ends what may be a link: the string stays what it is.
    must(p, 'md_link', { H20: 'H20: [x](java', H26: 'beacon', H27: "https://evil.example/?__pwn('H27')" }[p.id] ?? `${p.id}: x`);
  }
  for (const p of of('md_block')) {
    md += `${raw(p.bytes)}\n\n`;
    must(p, 'md_block', raw(p.bytes));
  }
  writeFileSync(join(folder, 'PERFORMANCE.md'), bytesOf(md));

  const titles = of('title');
  const title = titles.map((p) => oneLine(p.bytes)).join(' ~ ');
  for (const p of titles) must(p, 'title', oneLine(p.bytes));
  return { see, title };
}
