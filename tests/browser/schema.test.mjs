// report.json as docs/report.schema.json says, for the sample and for poorer inputs.
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Ajv from 'ajv';
import { perfpage, sampleJson } from './sample.mjs';

// Every object of the schema lists what it may hold, or a new field would pass unseen.
function loose(schema, path = '#') {
  if (schema === null || typeof schema !== 'object') return [];
  const open = schema.properties && schema.additionalProperties !== false && schema.unevaluatedProperties !== false ? [path] : [];
  return open.concat(Object.entries(schema).flatMap(([k, v]) => loose(v, `${path}/${k}`)));
}

export default async function (tap) {
  const schema = JSON.parse(readFileSync('docs/report.schema.json', 'utf8'));
  const ajv = new Ajv.default({ allErrors: true, strict: true, allowUnionTypes: true });
  const validate = ajv.compile(schema);
  const wrong = (data) => (validate(data) ? [] : validate.errors.map((e) => `${e.instancePath} ${e.message} ${JSON.stringify(e.params)}`));

  tap.none('every object of the schema is closed', loose(schema));
  const sample = sampleJson();
  tap.none('the sample', wrong(sample));
  tap.ok('a missing field is seen', wrong({ ...sample, verdict: undefined }).length > 0);
  tap.ok('a further field is seen', wrong({ ...sample, extra: 1 }).length > 0);
  tap.ok('a verdict that is none is seen', wrong({ ...sample, verdict: 'fine' }).length > 0);

  const folder = mkdtempSync(join(tmpdir(), 'schema-'));
  try {
    for (const part of ['base', 'head', 'PERFORMANCE.md']) {
      const to = join(folder, part.replace('.', '-'));
      cpSync(join('samples/checkout', part), join(to, part), { recursive: true });
      const run = perfpage('report', to, '--no-page', '--json', '-');
      tap.none(`only ${part}`, run.stdout ? wrong(JSON.parse(run.stdout)) : [run.stderr]);
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
}
