// usage: node tests/browser/run.mjs [SUITE...]     from the root of the repository
// Each *.test.mjs exports default async function (tap); they run one after the other.
import { readdirSync } from 'node:fs';
import { Tap } from './tap.mjs';

const here = new URL('.', import.meta.url);
const asked = process.argv.slice(2);
const suites = readdirSync(here)
  .filter((f) => f.endsWith('.test.mjs'))
  .map((f) => f.replace('.test.mjs', ''))
  .filter((f) => asked.length === 0 || asked.includes(f))
  .sort();
if (suites.length === 0) throw new Error('no such suite: ' + asked.join(' '));

const tap = new Tap();
for (const name of suites) {
  tap.suite(name);
  const began = Date.now();
  try {
    const suite = await import(new URL(name + '.test.mjs', here));
    await suite.default(tap);
  } catch (error) {
    tap.ok('runs to its end', false, error.stack);
  }
  console.error(`${name}: ${((Date.now() - began) / 1000).toFixed(1)} s`);
}
tap.finish();
process.exitCode = tap.failed ? 1 : 0;
