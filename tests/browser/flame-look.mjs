// What tests see of flame graphs, and what they should see: trees made of folded stacks in the plainest way.
import { readFileSync } from 'node:fs';

// Runs in the page: what can be seen of the frames of the nth graph.
export function look(nth = 0) {
  const svg = document.querySelectorAll('svg.fl-svg')[nth];
  return [...svg.querySelectorAll('.fl-f > g')].map((g) => {
    const rect = g.querySelector('rect');
    const text = g.querySelector('text');
    const [name, about] = g.querySelector('title').textContent.split('\n');
    const at = (a) => Number(rect.getAttribute(a));
    return {
      name, about, x: at('x'), y: at('y'), width: at('width'), height: at('height'),
      shown: !g.closest('[display="none"]'), dim: g.classList.contains('dim'), hit: g.classList.contains('hit'),
      fill: getComputedStyle(rect).fill, ink: text && getComputedStyle(text).fill,
      label: text ? text.textContent : '', length: text && text.textContent ? text.getComputedTextLength() : 0,
    };
  });
}

export const samples = (f) => Number(/^([\d\u202f]+) /.exec(f.about)[1].replace(/\u202f/g, ''));

// Callers by place: in the row nearer to the root, around this frame.
export function withCallers(frames) {
  const path = [];
  for (const f of frames) {
    f.depth = Math.round(Math.abs(f.y - frames[0].y) / 18);
    f.caller = path[f.depth - 1];
    path[f.depth] = f;
  }
  return frames;
}

function luminance(colour) {
  const [r, g, b] = colour.match(/\d+/g).map((v) => (v / 255 <= 0.04045 ? v / 255 / 12.92 : ((v / 255 + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
function contrast(a, b) {
  const [low, high] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (high + 0.05) / (low + 0.05);
}

export function drawnWell(frames) {
  const wrong = [];
  for (const f of frames) {
    if (!f.shown) continue;
    if (f.label && f.length > f.width) wrong.push(`${f.label} is ${f.length} wide in ${f.width}`);
    if (f.label && !f.name.startsWith(f.label.replace(/\.\.$/, ''))) wrong.push(`${f.label} is not the head of ${f.name}`);
    if (f.label && contrast(f.fill, f.ink) < 4.5) wrong.push(`${f.ink} on ${f.fill}`);
  }
  return wrong;
}

// What is shown, by stack as it stands in the picture: places tell who stands on whom. above: the callers of a sandwich.
export function stacksOf(frames, above = false, name = 'all') {
  const shown = frames.filter((f) => f.shown);
  const most = Math.max(...shown.map((f) => f.width));
  const root = shown.find((f) => f.name === name && f.width > most - 0.01);
  const rows = new Map();
  for (const f of shown) {
    const depth = Math.round((f.y - root.y) / 18);
    if (name !== 'all' && (above ? depth > 0 : depth < 0)) continue;
    f.depth = Math.abs(depth);
    if (!rows.has(f.depth)) rows.set(f.depth, []);
    rows.get(f.depth).push(f);
  }
  const stacks = new Map([['', root]]);
  root.stack = '';
  for (let d = 1; rows.has(d); d++) {
    for (const f of rows.get(d)) {
      const on = rows.get(d - 1).find((o) => o.x <= f.x + 0.02 && o.x + o.width >= f.x + f.width - 0.02 && o.stack !== undefined);
      if (!on) throw new Error(`${f.name} at ${f.x} stands on nothing`);
      f.stack = on.stack ? `${on.stack};${f.name}` : f.name;
      stacks.set(f.stack, f);
    }
  }
  return stacks;
}

export function folded(path) {
  return readFileSync(path, 'utf8').trim().split('\n').filter((line) => !line.startsWith('# ')).map((line) => {
    const [, stack, n] = /^(.*) (\d+)$/.exec(line);
    return { stack: stack.split(';'), n: Number(n) };
  });
}

// Stack -> samples of all lines that begin with it.
export function totals(lines) {
  const all = new Map([['', 0]]);
  for (const { stack, n } of lines) {
    all.set('', all.get('') + n);
    for (let i = 1; i <= stack.length; i++) {
      const key = stack.slice(0, i).join(';');
      all.set(key, (all.get(key) ?? 0) + n);
    }
  }
  return all;
}
export const turned = (lines) => lines.map(({ stack, n }) => ({ stack: [...stack].reverse(), n }));
export const without = (lines, test) => lines.map(({ stack, n }) => ({ stack: stack.filter((f) => !test(f)), n }));
export function sandwich(lines, name) {
  const with_ = lines.filter(({ stack }) => stack.includes(name));
  return {
    below: with_.map(({ stack, n }) => ({ stack: stack.slice(stack.indexOf(name) + 1), n })),
    above: with_.map(({ stack, n }) => ({ stack: stack.slice(0, stack.indexOf(name)).reverse(), n })),
  };
}

// What is wrong with the picture of a tree: stacks that lack, are too many, or have other samples. root: the stack zoomed to.
export function differences(frames, want, { above = false, name = 'all', root = '', width } = {}) {
  const wrong = [];
  const have = stacksOf(frames, above, name);
  const all = want.get(root);
  const px = (n) => (n / all) * width;
  for (const [stack, n] of want) {
    const inside = root === '' || stack === root || stack.startsWith(root + ';');
    if (inside && px(n) > 0.52 && !have.has(stack)) wrong.push(`lacks ${stack}, ${n} samples`);
  }
  for (const [stack, f] of have) {
    const n = want.get(stack);
    const inside = root === '' || stack === root || stack.startsWith(root + ';');
    if (n === undefined) wrong.push(`has ${stack}`);
    else if (samples(f) !== n) wrong.push(`${stack} has ${samples(f)} samples, not ${n}`);
    else if (inside && Math.abs(f.width - Math.max(0.1, px(n))) > 0.02) wrong.push(`${stack} is ${f.width} wide, not ${px(n)}`);
  }
  return wrong;
}
