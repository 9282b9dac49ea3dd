// The packages from npm say which versions of Node.js they accept: all must accept the ones that Debian ships, or
// `make check` works on the developer's machine only.
import { readdirSync, readFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';

const DEBIAN_12 = ['18.19.0', '18.20.4'];
const OTHERS = ['20.19.2', process.versions.node]; // Debian 13, and what runs now

const parse = (v) => v.split('.').map((n) => Number.parseInt(n, 10) || 0);

function compare(a, b) {
  for (let i = 0; i < 3; i++) {
    if ((a[i] ?? 0) !== (b[i] ?? 0)) return (a[i] ?? 0) - (b[i] ?? 0);
  }
  return 0;
}

// One comparator of a range: ">=18", "^18.19.0", "14", "*". Anything else is an error, not a guess.
function accepts(comparator, version) {
  const m = /^(>=|>|<=|<|\^|=)?v?(\d+(?:\.\d+){0,2}|\*)$/.exec(comparator);
  if (!m) throw new Error(`cannot read the range ${comparator}`);
  const [, op, text] = m;
  if (text === '*') return true;
  const want = parse(text);
  const order = compare(version, want);
  if (op === '>=') return order >= 0;
  if (op === '>') return order > 0;
  if (op === '<=') return order <= 0;
  if (op === '<') return order < 0;
  if (op === '^') return order >= 0 && version[0] === want[0];
  return text.split('.').every((n, i) => version[i] === Number(n)); // "14", "14.17", "=1.2.3"
}

export function satisfies(range, version) {
  const v = parse(version);
  return range.split('||').some((part) =>
    part
      .trim()
      .replace(/(>=|>|<=|<|\^|=)\s+/g, '$1')
      .split(/\s+/)
      .every((c) => c === '' || accepts(c, v)),
  );
}

function* packages(folder) {
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    if (name.startsWith('.')) continue;
    if (name.startsWith('@')) {
      yield* packages(path);
      continue;
    }
    if (existsSync(join(path, 'package.json'))) yield path;
    if (existsSync(join(path, 'node_modules'))) yield* packages(join(path, 'node_modules'));
  }
}

export default function (tap) {
  const root = new URL('.', import.meta.url).pathname;
  tap.ok('a range that refuses', !satisfies('^20.6.0 || >= 22', '18.20.4'));
  tap.ok('a range that accepts', satisfies('>= 16 <17 || ^18.19.0', '18.20.4'));

  let n = 0;
  for (const path of packages(join(root, 'node_modules'))) {
    const { name, version, engines } = JSON.parse(readFileSync(join(path, 'package.json'), 'utf8'));
    n++;
    if (!engines?.node) continue;
    const refused = [...DEBIAN_12, ...OTHERS].filter((v) => !satisfies(engines.node, v));
    tap.none(`${name} ${version} accepts Debian's Node.js`, refused.map((v) => `${engines.node} refuses ${v}`));
  }
  tap.ok('all packages are installed', n > 20, `${n} packages`);

  const lock = readFileSync(join(root, 'package-lock.json'), 'utf8');
  tap.ok('the lock file has no download address', !/"resolved"|https?:\/\/registry/.test(lock));
  const { dependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  tap.none('every version is pinned', Object.entries(dependencies).filter(([, v]) => !/^\d+\.\d+\.\d+$/.test(v)));
}
