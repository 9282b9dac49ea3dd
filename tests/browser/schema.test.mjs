// report.json: as docs/report.schema.json says, true to the bytes it was made from and to itself, for the sample and for
// inputs that are poor, bad or hostile.
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Ajv from 'ajv';
import { payloads, write as writeHostile } from './hostile.mjs';
import { CASES, write } from './report-cases.mjs';
import { perfpage, sampleJson, samplePage } from './sample.mjs';

// Every object of the schema lists what it may hold, or a new field would pass unseen.
function loose(schema, path = '#') {
  if (schema === null || typeof schema !== 'object') return [];
  const open = schema.properties && schema.additionalProperties !== false && schema.unevaluatedProperties !== false ? [path] : [];
  return open.concat(Object.entries(schema).flatMap(([k, v]) => loose(v, `${path}/${k}`)));
}

const near = (a, b) => Math.abs(a - b) <= 1e-9 * Math.max(1e-300, Math.abs(a), Math.abs(b));

// What no schema can say: figures that follow from each other, names that must be found elsewhere. Returns what is wrong.
function unsound(r) {
  const wrong = [];
  const must = (ok, what) => ok || wrong.push(what);
  const gates = new Map(r.gates.map((g) => [g.id, g]));
  must(gates.size === r.gates.length && r.gate_count === r.gates.length, 'gate ids are not unique, or miscounted');
  for (const [verdict, n] of Object.entries(r.verdicts)) must(r.gates.filter((g) => g.verdict === verdict).length === n, `verdicts.${verdict} is ${n}`);
  for (const g of r.gates) must((g.verdict === 'waived') === (g.waiver !== null), `${g.id}: ${g.verdict} and its waiver`);
  for (const x of r.reasons) must(gates.has(x.gate), `no gate ${x.gate} for a reason`);
  for (const w of r.waivers) for (const id of w.used_by) must(gates.get(id)?.verdict === 'waived', `${id} is not waived`);
  for (const w of r.waivers) must(w.in_force || w.problem !== null, `a waiver neither in force nor with a problem`);
  for (const x of [...r.slos, ...r.components, ...r.routes]) {
    must(x.gate === null || gates.get(x.gate)?.verdict === x.verdict, `${x.name ?? x.route}: ${x.verdict}, its gate ${gates.get(x.gate)?.verdict}`);
  }
  const ids = new Set(r.benchmarks.map((b) => b.id));
  must(ids.size === r.benchmarks.length, 'ids of benchmarks are not unique');
  for (const b of r.benchmarks) {
    const both = b.base !== null && b.head !== null;
    must(b.verdict === (gates.get(b.gate)?.verdict ?? null), `${b.id}: ${b.verdict}, its gate ${gates.get(b.gate)?.verdict}`);
    must(b.change === null || b.base.centre === 0 || near(b.change + 1, b.head.centre / b.base.centre), `${b.id}: change`);
    must(both || (b.change === null && b.p === null), `${b.id}: compared with nothing`);
    must(b.p === null || (b.p >= 0 && b.p <= 1 && b.attainable_p <= 1), `${b.id}: p`);
    must(b.p_corrected === null || (b.in_family && b.p_corrected >= b.p), `${b.id}: corrected p`);
    must((b.change_lo === null) === (b.change_hi === null) && !(b.change_lo !== null && b.difference !== null), `${b.id}: its interval`);
    must(b.change_lo === null || b.change_lo <= b.change_hi, `${b.id}: its interval is the wrong way round`);
    for (const e of [b.base, b.head]) if (e?.bounded) must(e.lo <= e.centre && e.centre <= e.hi, `${b.id}: an estimate outside its interval`);
  }
  for (const g of r.geomeans) must(g.rows === 0 ? g.ratio === null : near(g.ratio, g.head / g.base), `geomean of ${g.unit}`);
  for (const t of r.trends) {
    must(t.gate === null ? t.verdict === 'unmeasured' : gates.get(t.gate)?.verdict === t.verdict, `${t.name}: ${t.verdict}, its gate ${gates.get(t.gate)?.verdict}`);
    must(t.points.length === t.runs, `${t.name}: ${t.points.length} points of ${t.runs} runs`);
    must(t.points.every((p, i) => p.run < r.history_runs.length && (i === 0 || p.run > t.points[i - 1].run)), `${t.name}: runs out of order`);
    must(t.points.every((p) => p.lo <= p.centre && p.centre <= p.hi), `${t.name}: a point outside its interval`);
    for (const c of t.change_points) {
      must(r.history_runs[t.points[c.index]?.run]?.id === c.to_run.id, `${t.name}: its change at ${c.index}`);
      must(c.before === 0 ? c.change === null : near(c.change + 1, c.after / c.before), `${t.name}: change at ${c.index}`);
      must(!c.escalated || (c.acts && !c.mended && c.stands > 3), `${t.name}: an escalation that does not stand`);
    }
    for (const c of [...t.change_points, ...(t.drift === null ? [] : [t.drift])]) must(c.p_corrected === null || c.p_corrected >= c.p, `${t.name}: corrected p`);
    for (const c of t.change_points.filter((c) => c.said === 'news')) must(t.gate !== null && t.verdict !== 'pass' && c.acts && c.worsening > 0, `${t.name}: news at ${c.index}`);
    must(!t.ended || (t.gate === null && !t.drift?.drifts), `${t.name}: has ended, and is judged`);
    must(t.escalated === t.change_points.some((c) => c.escalated), `${t.name}: escalated`);
  }
  const drifts = r.trends.filter((t) => t.drift !== null && t.drift.p_corrected !== null).length;
  const judged = r.trends.filter((t) => !t.ended && t.better !== 'unknown' && t.runs >= 6).map((t) => t.change_points.filter((c) => c.p_corrected !== null).length);
  const changes = judged.reduce((sum, n) => sum + Math.max(n, 1), 0);
  must(r.trends.length === 0 || r.family.length === 4, 'the families of the history');
  for (const f of r.family) {
    if (f.rule_set === 'trend-changes') must(f.m === changes, `family ${f.rule_set}: m is ${f.m}, not ${changes}`);
    if (f.rule_set === 'trend-drifts') must(f.m === drifts, `family ${f.rule_set}: m is ${f.m}, not ${drifts}`);
    if (f.rule_set.startsWith('trend-')) continue;
    const m = r.benchmarks.filter((b) => b.in_family && (gates.get(b.gate)?.source === null) === (f.rule_set === 'implicit')).length;
    must(m === f.m, `family ${f.rule_set}: m is ${f.m}, ${m} rows`);
  }
  for (const p of r.profiles) {
    for (const side of ['base', 'head']) {
      const self = p.functions.reduce((sum, f) => sum + (f.self[side] ?? 0), 0);
      must(p[`${side}_total`] === null ? self === 0 : Math.abs(self - 1) < 1e-9, `${p.name}: self shares of ${side} add up to ${self}`);
      must(p.functions.every((f) => (f.self[side] ?? 0) <= (f.total[side] ?? 0) + 1e-12 && (f.total[side] ?? 0) <= 1), `${p.name}: shares of ${side}`);
    }
    for (const f of p.functions) must(f.gate === null || gates.get(f.gate)?.verdict === f.verdict, `${f.name}: ${f.verdict} and its gate`);
    must(p.pruned < p.frames, `${p.name}: ${p.pruned} of ${p.frames} frames pruned`);
  }
  for (const b of r.benchmarks.filter((b) => b.prediction !== null)) {
    const x = b.prediction;
    must(near(x.change, x.share * b.change), `${b.id}: predicted ${x.change}`);
    must(x.change_lo === null || (x.change_lo <= x.change && x.change <= x.change_hi), `${b.id}: interval of its prediction`);
    must(near(x.head_share_expected * (1 + x.change), x.share * (1 + b.change)), `${b.id}: expected share`);
    must(r.profiles.some((p) => p.name === x.profile), `${b.id}: profile of its prediction`);
  }
  for (const f of r.findings) {
    for (const s of [f.base, f.head]) must(s === null || s.self <= s.total + 1e-12, `${f.subject}: shares`);
    must(f.function === null || r.profiles.find((p) => p.name === f.profile).functions.some((x) => x.name === f.function), `${f.subject}: ${f.function}`);
    must(f.benchmark === null || ids.has(f.benchmark), `${f.subject}: ${f.benchmark}`);
  }
  for (const d of r.disagreements) {
    const moved = r.profiles.find((p) => p.name === d.profile).functions.reduce((sum, f) => sum + Math.abs(f.self.head - f.self.base) / 2, 0);
    must(Math.abs(moved - d.samples_moved) < 1e-9, `${d.route}: ${d.samples_moved} of the samples moved, not ${moved}`);
    must(near(d.change, d.head_s / d.base_s - 1), `${d.route}: change`);
  }
  for (const s of r.slos) {
    must(s.sli === null || near(s.sli, s.good / s.total), `${s.name}: sli`);
    must(s.budget === null || near(s.remaining, s.budget - s.used), `${s.name}: remaining`);
    must(s.burn === null || s.sli === 1 || near(s.burn, (1 - s.sli) / (1 - s.target)), `${s.name}: burn`);
  }
  for (const b of [...r.components, ...r.routes]) {
    const { base, head } = b.measured;
    must(b.utilisation === null || near(b.utilisation, head / b.budget_s), `${b.name ?? b.route}: utilisation`);
    must(b.headroom_spent === null || near(b.headroom_spent, (head - base) / (b.budget_s - base)), `${b.name ?? b.route}: headroom spent`);
    must(b.measured_s === undefined || b.measured_s === head, `${b.name}: measured_s`);
  }
  return wrong;
}

// Each input is the file it says it is.
function strangers(r, folder) {
  return r.inputs.flatMap((i) => {
    const path = join(folder, i.path);
    if (i.sha256 === '') return i.bad && i.bytes === 0 ? [] : [`${i.path}: no hash`];
    if (!existsSync(path)) return [`${i.path} is no file`];
    const bytes = readFileSync(path);
    const hash = createHash('sha256').update(bytes).digest('hex');
    return bytes.length === i.bytes && hash === i.sha256 ? [] : [`${i.path}: ${i.bytes} bytes, ${i.sha256}`];
  });
}

// Bytes that may stand inside a script element and on any terminal.
const unsafe = (text) => /[\x00-\x09\x0b-\x1f\x7f-\x9f<>&\u200e\u200f\u202a-\u202e\u2066-\u2069\ufffe]/.exec(text)?.[0].codePointAt(0);

export default async function (tap) {
  const schema = JSON.parse(readFileSync('docs/report.schema.json', 'utf8'));
  const ajv = new Ajv.default({ allErrors: true, strict: true, allowUnionTypes: true });
  const validate = ajv.compile(schema);
  const wrong = (data) => (validate(data) ? [] : validate.errors.map((e) => `${e.instancePath} ${e.message} ${JSON.stringify(e.params)}`));
  const folder = mkdtempSync(join(tmpdir(), 'schema-'));
  const report = (...args) => perfpage('report', '--json', '-', '--no-page', ...args);

  tap.none('every object of the schema is closed', loose(schema));
  const sample = sampleJson();
  tap.none('the sample', [...wrong(sample), ...unsound(sample), ...strangers(sample, 'samples/checkout')]);
  tap.ok('a missing field is seen', wrong({ ...sample, verdict: undefined }).length > 0);
  tap.ok('a further field is seen', wrong({ ...sample, extra: 1 }).length > 0);
  tap.ok('a verdict that is none is seen', wrong({ ...sample, verdict: 'fine' }).length > 0);
  tap.ok('a percentage is seen', unsound({ ...sample, benchmarks: sample.benchmarks.map((b) => ({ ...b, change: 100 * b.change })) }).length > 0);
  const page = readFileSync(samplePage(), 'utf8');
  tap.none('every anchor is a place on the page', sample.gates.filter((g) => !page.includes(` id="${g.anchor}"`)).map((g) => g.anchor));

  try {
    for (const [i, c] of CASES.entries()) {
      const to = join(folder, String(i));
      write(to, c.files);
      const run = report(to, ...(c.options ?? []));
      const again = report(to, ...(c.options ?? []));
      let r;
      try {
        r = JSON.parse(run.stdout);
      } catch (error) {
        tap.ok(c.name, false, error.message, run.stderr);
        continue;
      }
      tap.none(c.name, [...wrong(r), ...unsound(r), ...strangers(r, to)]);
      const said = c.must?.(r) ?? [];
      if (c.must) tap.none(`${c.name}: what it is there for`, said.flatMap((ok, n) => (ok ? [] : [`number ${n + 1} in the list`])));
      tap.equal(`${c.name}: exit status`, run.status, r.exit);
      if (c.verdict) tap.equal(`${c.name}: status and verdict`, `${run.status} ${r.verdict}`, `${c.status} ${c.verdict}`);
      tap.ok(`${c.name}: the same bytes again`, run.stdout === again.stdout);
    }

    const to = join(folder, 'hostile');
    const list = payloads('tests/vectors/page/hostile.tsv');
    writeHostile(to, list);
    const run = report(to);
    const r = JSON.parse(run.stdout);
    tap.none('hostile names', [...wrong(r), ...unsound(r)]);
    tap.equal('hostile names: no byte that is not safe', unsafe(run.stdout), undefined);
    // JSON can spell control and bidi characters: only what is no UTF-8 is lost.
    const names = new Set(r.profiles.flatMap((p) => p.functions.map((f) => f.name)));
    const frames = list.filter((p) => p.contexts.includes('frame') && !/[;\r\n\s]/.test(p.bytes.toString('latin1')));
    tap.ok('hostile names: enough of them', frames.length > 10);
    tap.none('hostile names: as they came', frames.map((p) => new TextDecoder().decode(p.bytes)).filter((name) => !names.has(name)));

    const bench = perfpage('bench', '--format', 'json', 'samples/checkout/base/bench.txt', 'samples/checkout/head/bench.txt');
    const b = JSON.parse(bench.stdout);
    tap.none('bench --format json is a report too', [...wrong(b), ...unsound(b)]);
    const lint = perfpage('lint', '--format', 'json', 'tests/vectors/perfdoc/PERFORMANCE.bad.md');
    const diagnostics = ajv.compile({ ...schema.properties.diagnostics, definitions: schema.definitions });
    const l = JSON.parse(lint.stdout);
    tap.ok('lint --format json lists diagnostics', l.diagnostics.length > 5 && diagnostics(l.diagnostics), JSON.stringify(diagnostics.errors));
  } finally {
    rmSync(folder, { recursive: true });
  }
}
