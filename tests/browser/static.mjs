// Bars that the bytes of the page show, without a browser. Each returns the list of what is wrong.
import { createHash } from 'node:crypto';
import { spawnSync } from 'node:child_process';
import { HtmlValidate } from 'html-validate';

// The elements named style or script, in order, with the exact bytes between their tags. Their end is found as a browser
// finds it; comments before them would be misread, so the bar refuses a page that has any.
export function rawElements(bytes, name) {
  const text = bytes.toString('latin1'); // one character a byte
  const found = [];
  const start = new RegExp(`<${name}(\\s[^>]*)?>`, 'gi');
  for (let m; (m = start.exec(text)); ) {
    const end = new RegExp(`</${name}[\\s/>]`, 'gi');
    end.lastIndex = start.lastIndex;
    const e = end.exec(text);
    const to = e ? e.index : text.length;
    found.push({ at: m.index, attributes: m[1] ?? '', bytes: bytes.subarray(start.lastIndex, to) });
    start.lastIndex = to;
  }
  return found;
}

const isData = (e) => /\btype="application\/json"/.test(e.attributes);
const hashes = (list) => list.map((e) => `'sha256-${createHash('sha256').update(e.bytes).digest('base64')}'`).join(' ');

export function policyOf(bytes) {
  const styles = rawElements(bytes, 'style');
  const scripts = rawElements(bytes, 'script').filter((e) => !isData(e));
  return (
    `default-src 'none'; style-src ${hashes(styles)}; script-src ${hashes(scripts)}; img-src data:; ` +
    `base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'`
  );
}

export function policy({ bytes }) {
  const wrong = [];
  const text = bytes.toString('latin1');
  const metas = [...text.matchAll(/<meta\s+http-equiv="Content-Security-Policy"\s+content="([^"]*)"\s*\/?>/gi)];
  if (metas.length !== 1) return [`${metas.length} Content-Security-Policy metas`];
  const got = metas[0][1].replace(/&#39;|&apos;/g, "'");
  const want = policyOf(bytes);
  if (got !== want) wrong.push(`wanted: ${want}`, `got:    ${got}`);
  const first = Math.min(...['style', 'script'].flatMap((n) => rawElements(bytes, n).map((e) => e.at)), Infinity);
  if (metas[0].index > first) wrong.push('the policy stands behind the first style or script');
  if (text.includes('<!--')) wrong.push('a comment: names could close it');
  return wrong;
}

export function bytes({ bytes: b }) {
  const wrong = [];
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(b);
    const control = /[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]/.exec(text);
    if (control) wrong.push(`U+${control[0].charCodeAt(0).toString(16)} at character ${control.index}`);
  } catch {
    wrong.push('not valid UTF-8');
  }
  if (!b.subarray(0, 15).equals(Buffer.from('<!DOCTYPE html>'))) wrong.push('does not begin with <!DOCTYPE html>');
  return wrong;
}

export function weight({ bytes: b, maxBytes = 500_000 }) {
  return b.length <= maxBytes ? [] : [`${b.length} bytes, ${maxBytes} allowed`];
}

export async function htmlValidate({ path }) {
  const validator = new HtmlValidate({
    root: true,
    extends: ['html-validate:recommended'],
    rules: {
      'long-title': 'off', // the user may give a long one
      // Boxes that scroll are role=region by design: each says so by its label, and none is a section of the text.
      'prefer-native-element': ['error', { exclude: ['region'] }],
    },
  });
  const report = await validator.validateFile(path);
  return report.results.flatMap((r) =>
    r.messages.filter((m) => m.severity === 2).map((m) => `${m.line}:${m.column} ${m.message} [${m.ruleId}]`),
  );
}

export function tidy({ path }) {
  const run = spawnSync('tidy', ['-errors', '-quiet', '-utf8', '--show-filename', 'no', path], { encoding: 'utf8' });
  if (run.error) return [run.error.message];
  const lines = run.stderr.split('\n').filter((l) => / - Error: /.test(l));
  return run.status === 2 && lines.length === 0 ? [run.stderr] : lines;
}
