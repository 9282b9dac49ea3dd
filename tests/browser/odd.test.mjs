// Inputs at the edge of sense: every page of theirs meets the bars that hold whatever went in.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { BARS } from './bars.mjs';
import { launch } from './chrome.mjs';

const samples = (name, values, unit = 'ns/op') => values.map((v) => `Benchmark${name}-8\t1000\t${v} ${unit}\n`).join('');
const around = (of, n = 10) => Array.from({ length: n }, (_, i) => of * (0.99 + i * 0.002));
const many = (n, each) => Array.from({ length: n }, (_, i) => each(i)).join('');
const long = (n, c = 'x') => c.repeat(n);
const gates = (...rows) => `# odd\n\n## CI gate\n\n| Benchmark | Allowed delta |\n|---|---|\n${rows.map((r) => `| ${r} |\n`).join('')}`;
const csv = (...rows) => `scope,name,quantile,within,value,unit,n\n${rows.join('\n')}\n`;

// name: [files, exit status]
const folders = {
  'nothing at all': [{}, 3],
  'a document alone': [{ 'PERFORMANCE.md': gates('`BenchmarkA` | < 2% slower') }, 3],
  'an empty document': [{ 'PERFORMANCE.md': ' ', 'head/b.txt': samples('A', around(100)) }, 3],
  'a profile alone': [{ 'head/cpu.folded': 'main;a 50\nmain;b 61\n' }, 3],
  'a base alone': [{ 'base/b.txt': samples('A', around(100)), 'base/cpu.folded': 'main;a 50\n' }, 3],
  'one stack': [{ 'base/cpu.folded': 'a 1\n', 'head/cpu.folded': 'b 1\n' }, 0],
  'numbers at their ends': [
    {
      'base/b.txt': samples('Huge', around(1e300)) + samples('Tiny', around(1e-300)) + samples('Zero', [0, 0, 0, 0, 0, 0]) + samples('Inf', ['+Inf', '1', '2']) + samples('Minus', around(-5), 'delta'),
      'head/b.txt': samples('Huge', around(1e308, 6)) + samples('Tiny', around(1e-308)) + samples('Zero', [1, 2, 3, 4, 5, 6]) + samples('Inf', ['-Inf', '1', '2']) + samples('Minus', around(5), 'delta'),
      'head/m.csv': csv('route,GET /x,p99,,1e300,s,1', 'route,GET /y,p99,,0,s,0', 'component,A,p99,,1e-300,s,18446744073709551615'),
      'PERFORMANCE.md': `${gates('`BenchmarkZero` | < 2% slower', '`BenchmarkTiny` | < 0.000001 ns/op')}\n## Route budgets\n\n| Route | Budget |\n|---|---|\n| GET /x | 1 ms |\n| GET /y | 0 ms |\n\n## Budget\n\n| Component | Budget |\n|---|---|\n| A | 99999999 h |\n| B | 0 ms |\n`,
    },
    1,
  ],
  'names without end': [
    {
      'base/b.txt': `cpu: ${long(3000)}\n${samples(long(5000), around(100))}${samples('A', around(100), `${long(200)}/op`)}`,
      'head/b.txt': `cpu: ${long(3000, 'y')}\n${samples(long(5000), around(150))}${samples('A', around(150), `${long(200)}/op`)}`,
      'base/cpu.folded': `${long(5000)};${long(5000, 'z')} 900\nshort 100\n`,
      'head/cpu.folded': `${long(5000)};${long(5000, 'z')} 100\nshort 900\n`,
      'head/m.csv': csv(`component,${long(5000, 'c')},p99,,3,ms,9`),
      'PERFORMANCE.md': `# ${long(3000, 'h')}\n\n${long(9000, 'p')}\n\n\`${long(9000, 'c')}\`\n\n    ${long(9000, 'k')}\n\n> ${long(900, 'q')}\n\n- ${long(900, 'i')}\n\n## CI gate\n\n| Benchmark | Allowed delta | Why |\n|---|---|---|\n| \`Benchmark${long(400)}*\` | < 2% slower | ${long(5000, 'w')} |\n\n## Budget\n\n| Component | Budget |\n|---|---|\n| ${long(5000, 'c')} | 2 ms |\n\n## SLOs\n\n- p99 of GET /${long(900, 'r')} < 2 ms\n`,
    },
    1,
  ],
  'every script of the world': [
    {
      'head/b.txt': samples('日本語テスト', around(100)) + samples('עברית/عربي', around(100)) + samples('e\u0301\u0327\u0301\u0301\u0301\u0301\u0301', around(100)) + samples('👩‍👩‍👧‍👦\u200b\ufeff\u00ad', around(100)),
      'base/b.txt': samples('日本語テスト', around(120)) + samples('עברית/عربي', around(120)),
      'head/cpu.folded': '日本;عربي;\u2066x\u2069 5\n日本;\ud7ff\ue000\ufffe\uffff 6\n',
      'PERFORMANCE.md': `${gates('`Benchmark日本語*` | < 2% slower')}\n## 注意 ⚠️\n\n\u202e逆\u202c [日本](https://例え.jp/パス) &#x202e; &#0; &#xD800; &NotEqualTilde; &lt;b&gt;\n`,
    },
    0,
  ],
  'Markdown of every kind': [
    {
      'head/b.txt': samples('A', around(100)),
      'PERFORMANCE.md':
        '# a\n\n###### f\n\n## g `c` *e* **s** [l](#a) [m](mailto:x@y.z) <https://e.org/?a=1&b="2"> ![i](i.png "t")\n\n1. a\n   1. b\n      - c\n        > d\n        > | x | y |\n        > |:-:|--:|\n        > | 1 | 2 |\n7) e\n\n***\n\n```js\n</code></pre>\n```\n\n~~~\nx\n~~~\n\n<div onclick="x">h</div>\n\n<!-- c -->\n\na  \nb\\\nc<br>d <b>e</b>\n\n[r]: javascript:alert(1) "t"\n\n[r] [r][r] [#](#nowhere) [x](<a b> "t")\n\nS\n===\n\n|a|\n|-|\n\n| a | b |\n|---|\n| 1 | 2 | 3 |\n| 1 |\n\n## h\n## h\n## h\n',
    },
    1,
  ],
  'deeply nested Markdown': [{ 'PERFORMANCE.md': `${long(300, '> ')}x\n\n${many(200, (i) => `${'  '.repeat(i)}- y\n`)}\n${long(300, '*a **b ')}\n\n${long(500, '[')}z${long(500, ']')}\n`, 'head/b.txt': samples('A', around(100)) }, 3],
  'a great many rules': [
    {
      'PERFORMANCE.md': `${gates(...Array.from({ length: 3000 }, (_, i) => `\`BenchmarkX${i}\` | < ${i % 9} slower`))}\n## SLOs\n\n${many(700, (i) => `- p99 of GET /x/${i} < 3 ms, 99% of the time.\n`)}\n## Budget\n\n| Component | Budget |\n|---|---|\n${many(700, (i) => `| C${i} | 1 ms |\n`)}`,
      'head/b.txt': samples('A', around(100)),
    },
    1,
  ],
  'a great many of all': [
    {
      'base/b.txt': many(1500, (i) => samples(`A${i}`, around(100, 6))),
      'head/b.txt': many(1500, (i) => samples(`A${i}`, around(i % 3 ? 100.1 : 130, 6))),
      ...Object.fromEntries(Array.from({ length: 60 }, (_, i) => [`head/p${i}.folded`, `main;a${i} 50\nmain;b 61\n`])),
      ...Object.fromEntries(Array.from({ length: 300 }, (_, i) => [`head/bad${i}.bin`, '\x00\x01']))
    },
    1,
  ],
  'a stack of a thousand frames': [{ 'head/cpu.folded': `${many(1000, (i) => `f${i};`)}end 7\n${many(1000, () => 'r;')}end 9\n`, 'base/cpu.folded': 'main;end 11\n' }, 0],
};

function write(folder, files) {
  mkdirSync(folder);
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
}

const held = ['its bytes', 'its policy', 'html-validate', 'tidy', 'it asks for', 'it has no', 'at 390'];

export default async function (tap) {
  const top = mkdtempSync(join(tmpdir(), 'odd-'));
  const program = join(process.env.B ?? 'build', 'perfpage');
  const browser = await launch();
  try {
    for (const [i, [name, [files, status]]] of Object.entries(folders).entries()) {
      const folder = join(top, String(i));
      const path = join(top, `${i}.html`);
      write(folder, files);
      const run = spawnSync(program, ['report', folder, '-q', '-o', path], { encoding: 'utf8' });
      tap.equal(`${name}: exit status`, run.status, status);
      const ctx = { browser, path, bytes: readFileSync(path), maxBytes: 1_500_000 };
      tap.ok(`${name}: at most 1.5 MB`, ctx.bytes.length <= ctx.maxBytes, `${ctx.bytes.length} bytes`);
      for (const [bar, holds] of Object.entries(BARS)) {
        if (held.some((h) => bar.startsWith(h))) tap.none(`${name}: ${bar}`, await holds(ctx));
      }
    }
  } finally {
    await browser.close();
    rmSync(top, { recursive: true });
  }
}
