// The page of the sample, rendered once for all suites of a run.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const B = process.env.B ?? 'build';
export const SHOTS = join(B, 'shots');

export function perfpage(...args) {
  return spawnSync(join(B, 'perfpage'), args, { encoding: 'utf8', maxBuffer: 1 << 28 });
}

let path;
export function samplePage() {
  if (path) return path;
  mkdirSync(SHOTS, { recursive: true });
  const to = join(SHOTS, 'sample.html');
  const run = perfpage('report', 'samples/checkout', '-o', to, '--json', join(SHOTS, 'sample.json'));
  if (run.status !== 1) throw new Error(`perfpage report samples/checkout: status ${run.status}, not 1\n${run.stderr}`);
  path = to;
  return path;
}

// The same with every frame of the graph that it would have without a history, beside which the narrowest are drawn only when zoomed to.
export function sampleWithFrames() {
  mkdirSync(SHOTS, { recursive: true });
  const to = join(SHOTS, 'sample-frames.html');
  const run = perfpage('report', 'samples/checkout', '-o', to, '--min-width', '0.01');
  if (run.status !== 1) throw new Error(`perfpage report samples/checkout: status ${run.status}, not 1\n${run.stderr}`);
  return to;
}

export function sampleJson() {
  samplePage();
  return JSON.parse(readFileSync(join(SHOTS, 'sample.json'), 'utf8'));
}
