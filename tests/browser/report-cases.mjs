// Small inputs that together reach every part of report.json: folders written here, with what each is to come to.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

// Result lines with a spread of 1 % around the centre.
const bench = (name, centre, n, more = '') =>
  Array.from({ length: n }, (_, i) => `Benchmark${name}-8\t1000\t${(centre * (0.995 + (0.01 * ((i * 7) % n)) / n)).toFixed(4)} ns/op${more}\n`).join('');
const allocs = (n) => `\t16 B/op\t${n} allocs/op`;
const gate = (...rules) => `## CI gate\n\n| Benchmark | Allowed delta |\n| --- | --- |\n${rules.map((r) => `| ${r} |\n`).join('')}\n`;
const table = (heading, ...rows) => `## ${heading}\n\n${rows.map((r, i) => `| ${r} |\n${i ? '' : `|${' --- |'.repeat(r.split(' | ').length)}\n`}`).join('')}\n`;

const DOCUMENT =
  '# shop - performance\n\n## SLOs\n\n' +
  '- p99 of POST /checkout < 300 ms over a rolling 28-day window, with a 99.9% achievement target.\n' +
  '- 99.5% of GET /products/{id} requests complete within 100 ms, over 28 days.\n' +
  '- Idle service memory < 400 MiB.\n\n' +
  table('Component budget (p99)', 'Component | p99 budget', 'Parse | 10 ms', 'Database | 40 ms', '**Total** | 50 ms') +
  table('Route budgets', 'Route | p99', '`POST /checkout` | 200 ms', '`GET /products/{id}` | 50 ms') +
  gate('`BenchmarkHot` | < 2% slower', '`BenchmarkHot` | 0 new allocations', '`BenchmarkCold` | < 90 ns/op');
const WAIVER = table('Waivers', 'Rule | Until | Who | Why', '`BenchmarkHot` | 2030-01-01 | @dev | new checksum', '`BenchmarkCold` | soon | @dev | no date');
const CANARY = table(
  'Canary', 'Stage | Traffic | Duration | Blocking conditions', 'Canary | 1% | 10 min | error rate +0.5% over baseline or p99 +20%', 'Half | 50% | 30 min | Same thresholds');
const MEASURED =
  'scope,name,quantile,within,value,unit,n\n' +
  'route,POST /checkout,0.99,300ms,1009,good,1010\n' +
  'route,GET /products/{id},,100ms,9990,good,10000\n' +
  'route,POST /checkout,0.99,,180,ms,5000\n' +
  'route,GET /products/{id},0.99,,60,ms,9000\n' +
  'component,Parse,0.99,,9.5,ms,5000\n' +
  'component,Database,0.99,,20,ms,5000\n' +
  'resource,Idle service memory,,,512,MiB,\n';

const KNOWN =
  '# shop\n\n## PGO\n\nSamples > 100k; re-collect monthly. Drift at most 20%.\n\n' +
  table('Known hotspots', 'Function | Benchmark | Note', '`shop.Parse` | `BenchmarkHot` | the cart', '`shop.Away` | | was hot') +
  '## Anti-patterns\n\n- No `fmt.Sprintf` in `encode`; no `regexp.Compile`\n\n' +
  table('Tuning history', 'Date | Change | Before | After | Benchmark', '2026-01-01 | less | 9 ns/op | 5 ns/op | `BenchmarkHot`', '2026-01-02 | more | 9 ns/op | 5 ns/op | `BenchmarkAway`') +
  table('Settings', 'Key | Value', 'baseline refresh | 1 d', 'max regress | none');
const p99 = (ms) => `scope,name,quantile,within,value,unit,n\nroute,POST /checkout,0.99,,${ms},ms,5000\n`;

// Runs of a history: a step up, one that is mended, a drift, an escalation, and what stays as it is. One figure of each run.
const history = (runs) =>
  Array.from({ length: runs }, (_, i) => {
    const near = (v) => (v * (0.995 + (((i * 7) % 11) * 0.01) / 11)).toFixed(3);
    const line = (name, v, unit = 'ns/op') => `Benchmark${name} 1000 ${near(v)} ${unit}\n`;
    return `run: r${i}\ncommit: ${(4096 + i).toString(16)}abcdef\ndate: 2026-02-${String(1 + i).padStart(2, '0')}T12:00:00Z\n` +
      line('Same', 50) + line('Step', i < 15 ? 100 : 108) + line('Mended', i > 8 && i < 22 ? 140 : 100) + line('Drift', 100 * (1 + 0.004 * i)) +
      line('Twice', i < 20 ? 100 : 200) + line('Load', i < 15 ? 100 : 90, 'MB/s') + (i % 2 ? line('Rare', 10) : '') + line('Odd', i < 15 ? 1 : 2, 'frobs') + '\n';
  }).join('');

// name, files, further options, exit status, verdict of the run; `must` lists what the case is there for.
export const CASES = [
  {
    name: 'a history alone',
    files: { 'PERFORMANCE.md': gate('`BenchmarkSame` | < 2% slower', '`BenchmarkSame` | < 60 ns/op'), 'history/all.txt': history(28) },
    status: 1,
    verdict: 'fail',
    must: (r) => {
      const of = Object.fromEntries(r.trends.map((t) => [t.name, t]));
      const gates = r.gates.filter((g) => g.kind === 'trend');
      const same = r.gates.filter((g) => g.kind === 'benchmark' && g.subject.startsWith('Same'));
      return [
        r.history_runs.length === 28 && r.trends.length === 8 && r.labels.head === 'newest of the history: r27',
        of.Same.verdict === 'pass' && of.Same.change_points.length === 0,
        of.Step.verdict === 'warn' && of.Step.change_points.length === 1 && of.Step.change_points[0].to_run.id === 'r15',
        of.Mended.verdict === 'pass' && of.Mended.change_points[0].mended,
        of.Drift.verdict === 'warn' && of.Drift.drift.worsening > 0.05,
        of.Twice.verdict === 'fail' && of.Twice.escalated && of.Twice.change_points[0].stands === 8,
        of.Load.verdict === 'warn' && of.Load.change_points[0].worsening > 0 && of.Load.change_points[0].change < 0,
        of.Rare.runs === 14 && of.Odd.verdict === 'unmeasured' && of.Odd.change_points[0].worsening === null,
        gates.filter((g) => g.verdict === 'pass').length === 1 && gates.every((g) => g.severity === (g.verdict === 'warn' ? 'warn' : 'fail')),
        same.map((g) => g.verdict).sort().join() === 'pass,unmeasured',
      ];
    },
  },
  { name: 'an empty folder', files: {}, status: 3, verdict: 'no-data' },
  {
    name: 'no base',
    files: { 'PERFORMANCE.md': DOCUMENT, 'head/bench.txt': bench('Hot', 100, 10, allocs(1)) + bench('Cold', 80, 10) },
    status: 0,
    verdict: 'warn',
    must: (r) => [r.benchmarks.every((b) => b.base === null && b.change === null && b.p === null), r.benchmarks.length === 4],
  },
  {
    name: 'first run',
    files: { 'PERFORMANCE.md': gate('`BenchmarkHot` | < 2% slower'), 'head/bench.txt': bench('Hot', 100, 10) },
    options: ['--first'],
    status: 0,
    verdict: 'no-data',
    must: (r) => [r.headline.startsWith('No base yet') && r.gates[0].verdict === 'unmeasured'],
  },
  {
    name: 'no document',
    files: { 'base/b.txt': bench('Hot', 100, 10), 'head/b.txt': bench('Hot', 120, 10) },
    status: 1,
    verdict: 'fail',
    must: (r) => [r.benchmarks[0].in_family, r.gates[0].source === null, Math.abs(r.benchmarks[0].change - 0.2) < 0.001],
  },
  {
    name: 'a throughput that halves: change is head / base - 1, the gate speaks of worsening',
    files: { 'base/b.txt': bench('Copy', 1000, 10).replaceAll('ns/op', 'MB/s'), 'head/b.txt': bench('Copy', 500, 10).replaceAll('ns/op', 'MB/s') },
    status: 1,
    verdict: 'fail',
    must: (r) => [Math.abs(r.benchmarks[0].change + 0.5) < 0.001, r.benchmarks[0].better === 'higher', /\+100/.test(r.gates[0].measured)],
  },
  {
    name: 'what the document knows, and latency against the profile',
    files: {
      'PERFORMANCE.md': KNOWN,
      'base/b.txt': `date: 2026-01-01\n${bench('Hot', 100, 10)}`,
      'head/b.txt': `date: 2026-02-01\n${bench('Hot', 50, 10)}`,
      'base/cpu.folded': 'main;shop.Parse 60001\nmain;encode.Do;fmt.Sprintf 40004\n',
      'head/cpu.folded': 'main;shop.Parse 60301\nmain;encode.Do;fmt.Sprintf 40004\n',
      'base/m.csv': p99(820),
      'head/m.csv': p99(580),
    },
    status: 0,
    verdict: 'pass',
    must: (r) => [
      r.findings.map((f) => f.kind).sort().join() === 'anti-pattern-clear,anti-pattern-found,baseline-old,hotspot,hotspot-absent,tuning,tuning-gone',
      r.findings.filter((f) => f.attention).length === r.diagnostics.filter((d) => r.findings.some((f) => f.kind === d.slug)).length,
      r.findings.find((f) => f.kind === 'tuning').benchmark === r.benchmarks[0].id,
      Math.abs(r.benchmarks[0].prediction.change - -0.5 * r.benchmarks[0].prediction.share) < 0.001,
      r.disagreements.length === 1 && r.disagreements[0].moved === 'metric' && Math.abs(r.disagreements[0].change - (580 / 820 - 1)) < 1e-9,
      r.gates.filter((g) => g.kind === 'pgo').map((g) => g.verdict).sort().join() === 'pass,pass,unmeasured',
    ],
  },
  {
    name: 'every section',
    files: {
      'PERFORMANCE.md': DOCUMENT + WAIVER + CANARY,
      'base/b.txt': `date: 2026-01-01\n${bench('Hot', 100, 10, allocs(1))}${bench('Cold', 80, 10)}${bench('Gone', 5, 10)}`,
      'head/b.txt': `date: 2026-01-02T10:00:00+02:00\n${bench('Hot', 110, 10, allocs(2))}${bench('Cold', 100, 10)}${bench('Fresh', 5, 10)}`,
      'base/cpu.folded': 'main;a 5001\nmain;b 4999\n',
      'head/cpu.folded': 'main;a 8003\nmain;b 2001\nmain;new 901\n',
      'base/m.csv': MEASURED.replace(',180,', ',150,').replace(',9.5,', ',2,'),
      'head/m.csv': MEASURED,
    },
    status: 1,
    verdict: 'fail',
    must: (r) => [
      r.service === 'shop' && r.now === '2026-01-02T08:00:00Z',
      r.waivers[0].in_force && r.waivers[0].until === '2030-01-01T00:00:00Z' && r.waivers[0].used_by.length === 2,
      !r.waivers[1].in_force && r.waivers[1].problem !== null && r.waivers[1].until === null,
      r.slos.map((s) => s.shape).join() === 'slices,requests,bound',
      r.slos[0].sli !== null && r.slos[0].window_s === 28 * 86400 && r.slos[0].target === 0.999 && r.slos[0].burn > 0,
      r.slos[1].used === 10 && r.slos[1].budget === 50,
      r.slos[2].verdict === 'fail' && r.slos[2].value === 512 * 2 ** 20 && r.slos[2].bound === 400 * 2 ** 20,
      r.components.length === 3 && r.components[0].headroom_spent > 0.5 && r.components[0].verdict === 'warn',
      r.component_total.declared_s === 0.05 && r.component_total.planning_sum_s === 0.05,
      r.routes[0].verdict === 'warn' && r.routes[1].verdict === 'fail' && r.routes[1].utilisation === 1.2,
      r.gates.filter((g) => g.kind === 'canary').length === 2,
      r.profiles[0].base_events === 10000 && r.profiles[0].functions.some((f) => f.new && f.name === 'new'),
      r.benchmarks.some((b) => b.note === 'renamed?'),
    ],
  },
  {
    name: 'waivers of all kinds of gates; of two gates of one benchmark, one is waived',
    files: {
      'PERFORMANCE.md':
        DOCUMENT +
        gate('`BenchmarkHot` | < 90 ns/op') +
        table('Waivers', 'Rule | Until | Who | Why', 'Idle service memory | 2030-01-01 | @dev | x', 'GET /products/{id} | 2030-01-01 | @dev | x', 'g-benchmark-hot-sec-op-slower-by-less-than-19f805df | 2030-01-01 | @dev | x'),
      'base/b.txt': bench('Hot', 100, 10, allocs(1)) + bench('Cold', 80, 10),
      'head/b.txt': bench('Hot', 110, 10, allocs(1)) + bench('Cold', 80, 10),
      'head/m.csv': MEASURED,
    },
    options: ['--now', '2026-01-01'],
    must: (r) => [
      r.slos[2].verdict === 'waived' && r.routes[1].verdict === 'waived',
      r.benchmarks[0].name === 'Hot' && r.benchmarks[0].unit === 'sec/op' && r.benchmarks[0].verdict === 'fail',
      r.gates.find((g) => g.id.endsWith('19f805df')).verdict === 'waived' && !r.benchmarks[0].gate.endsWith('19f805df'),
    ],
  },
  {
    name: 'only profiles, fractional counts',
    files: { 'base/cpu.folded': 'main;a 50.5\nmain;b 49.5\n', 'head/cpu.folded': 'main;a 50.25\nmain;b 49.75\n' },
    must: (r) => [r.profiles[0].base_total === 100, r.profiles[0].head_total === 100, r.benchmarks.length === 0],
  },
  {
    name: 'a profile of head alone',
    files: { 'head/cpu.folded': 'main;a 8\nmain;b 2\n' },
    must: (r) => [r.profiles[0].base_total === null, r.profiles[0].functions.every((f) => f.self_change === null)],
  },
  {
    name: 'a named base that is not there, a head cut short, junk, a document with typos',
    files: {
      'PERFORMANCE.md': `${gate('`BenchmarkHot` | < 2 slower%', '`BenchmarkCold` |')}## SLOs\n\n- p99 of POST /checkout < 300 over 28 days.\n`,
      'head/b.txt': `${bench('Hot', 100, 10)}BenchmarkHot-8\t10`,
      'head/junk.bin': Buffer.from([0, 1, 255, 254, 106, 0]),
      'head/empty.txt': '',
      'head/cut.folded': 'main;a 10\nmain;b\n',
    },
    options: ['--base', 'absent.txt'],
    status: 1,
    verdict: 'fail',
    must: (r) => [r.inputs.some((i) => i.bad && i.sha256 === ''), r.diagnostics.some((d) => d.level === 'error' && d.line > 0 && d.column > 0)],
  },
  {
    name: 'infinite samples, zeros, negative values, one sample, a unit without a direction, NaN',
    files: {
      'base/b.txt': bench('Inf', 1, 10) + 'BenchmarkZero-8 1 0 ns/op\n'.repeat(6) + 'BenchmarkNew 1 0 allocs/op 5 widgets -3 delta\n'.repeat(6) + 'BenchmarkOne 1 5 ns/op\n',
      'head/b.txt': bench('Inf', 1, 9) + 'BenchmarkInf-8 1 +Inf ns/op\n' + 'BenchmarkZero-8 1 1 ns/op\n'.repeat(6) + 'BenchmarkNew 1 3 allocs/op 6 widgets 2 delta\n'.repeat(6) + 'BenchmarkOne 1 9 ns/op\nBenchmarkOne 1 NaN ns/op\n',
    },
    must: (r) => {
      const of = (name, unit) => r.benchmarks.find((b) => b.name === name && b.unit === unit);
      return [
        of('Zero', 'sec/op').change === null && of('Zero', 'sec/op').difference?.lo > 0,
        of('New', 'delta').difference?.hi === 5 && of('New', 'delta').change_lo === null,
        of('New', 'allocs/op').exact && of('New', 'allocs/op').p === null,
        of('New', 'widgets').better === 'unknown' && of('New', 'widgets').gate === null,
        of('One', 'sec/op').base.bounded === false && of('One', 'sec/op').base.lo === null && of('One', 'sec/op').attainable_p === 1,
        of('Inf', 'sec/op').excluded_because !== null,
      ];
    },
  },
];

export function write(folder, files) {
  mkdirSync(folder, { recursive: true });
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
}
