/* Call trees of flame graphs: the compact table read back (src/view/flame_data.h says how it is written), and the trees made of
 * it. A tree is rows, depth first, so that what a row calls follows it up to its end; row 0 is the root. Counts are kept as
 * [base, head]. The files flame-*.js share one object, which flame.js takes away again. */
(function (F) {
  'use strict';
  const ROOT = -1, LEFT_OUT = -2; /* names of no function: the root, and neighbours that the table leaves out */
  const STEPS = 4e6; /* of stacks turned round: beyond it their far ends are cut */

  /* The rows of a tree whose name, parent, depth and self are set. half: the first row of the callers in a sandwich, which
   * stand on the other side of the root and share its width anew. side: whose counts are the widths. */
  function finish(tree, side) {
    const { n, parent, self, half } = tree, cursor = new Float64Array(n);
    tree.side = side;
    tree.end = new Int32Array(n);
    tree.total = self.map((counts) => Float64Array.from(counts));
    tree.at = new Float64Array(n); /* left edge, in counts of that side */
    for (let i = 0; i < n; i++) tree.end[i] = i;
    for (let i = n - 1; i > 0; i--) {
      const p = parent[i];
      if (tree.end[i] > tree.end[p]) tree.end[p] = tree.end[i];
      if (i >= half && p === 0) continue;
      tree.total[0][p] += tree.total[0][i];
      tree.total[1][p] += tree.total[1][i];
    }
    for (let i = 1; i < n; i++) {
      if (i === half) cursor[0] = 0;
      tree.at[i] = cursor[i] = cursor[parent[i]];
      cursor[parent[i]] += tree.total[side][i];
    }
    return tree;
  }
  function rowsOf(n) {
    return { n, half: n, name: new Int32Array(n), parent: new Int32Array(n), depth: new Int32Array(n),
      self: [new Float64Array(n), new Float64Array(n)] };
  }

  /* ---- the table ---- */
  function countRows(codes) {
    let n = 0;
    for (let at = 0; at < codes.length; n++) {
      const code = codes[at];
      at += 1 + (code & 8 || n === 0 ? 0 : 1) + (code & 2 ? 1 : 0) + (code & 4 ? 1 : 0);
    }
    return n;
  }
  function decode(codes, side) {
    const n = countRows(codes), tree = rowsOf(n), path = [], drawn = [];
    let at = 0, depth = 0, names = 0;
    for (let i = 0; i < n; i++) {
      const code = codes[at++];
      depth -= code >>> 4;
      tree.depth[i] = depth;
      tree.parent[i] = depth ? path[depth - 1] : -1;
      if (code & 8) {
        tree.name[i] = LEFT_OUT;
      } else if (i === 0) {
        tree.name[i] = ROOT;
      } else {
        const name = codes[at++];
        tree.name[i] = name ? name - 1 : names++;
      }
      if (code & 1) drawn.push(i);
      if (code & 2) tree.self[side][i] = codes[at++];
      if (code & 4) tree.self[0][i] = codes[at++];
      path[depth++] = i;
    }
    return { tree: finish(tree, side), drawn };
  }
  /* The place of each name in the order of siblings; what is left out comes last. */
  function ranks(names) {
    const order = names.map((name, i) => i).sort((a, b) => (names[a] < names[b] ? -1 : names[a] > names[b] ? 1 : a - b));
    const rank = new Int32Array(names.length + 2);
    order.forEach((name, place) => { rank[name + 2] = place + 1; });
    rank[0] = names.length + 1;
    return rank;
  }
  F.readTable = function (text) {
    const t = JSON.parse(text), { tree, drawn } = decode(t.rows, t.side);
    const scale = Math.pow(2, t.shift);
    t.scale = scale;
    t.whole = t.whole.map((v) => v / scale);
    t.total = t.total.map((v) => v / scale);
    t.tree = tree;
    t.drawn = drawn;
    t.owner = Uint8Array.from(t.owner, (c) => parseInt(c, 36));
    t.kept = tree.name.reduce((n, name) => n + (name !== LEFT_OUT), 0);
    t.rows = null;
    t.notes = new Map(t.notes.map(([name, mark, words]) => [name, { mark, words }]));
    return t;
  };
  F.nameOf = (t, name) => (name >= 0 ? t.names[name] : name === ROOT ? 'all' : '(left out)');

  /* ---- a tree under construction: children by (parent, name) ---- */
  class Builder {
    constructor(name, size) {
      this.cap = 1024;
      while (this.cap < 2 * size) this.cap *= 2;
      this.slots = new Int32Array(this.cap);
      this.n = 0;
      this.room(Math.max(64, size));
      this.add(-1, name);
    }
    room(n) {
      const more = (old, Kind) => { const a = new Kind(n); if (old) a.set(old); return a; };
      this.name = more(this.name, Int32Array);
      this.parent = more(this.parent, Int32Array);
      this.self = [0, 1].map((s) => more(this.self && this.self[s], Float64Array));
    }
    add(parent, name) {
      if (this.n === this.name.length) this.room(2 * this.n);
      this.name[this.n] = name;
      this.parent[this.n] = parent;
      return this.n++;
    }
    /* Row 0 is nobody's child, so that 0 is an empty slot. */
    slot(parent, name) {
      const mask = this.cap - 1;
      let i = (Math.imul(parent + 1, 0x9E3779B1) ^ Math.imul(name + 3, 0x85EBCA6B)) >>> 0;
      for (i = (i ^ i >>> 15) & mask; ; i = (i + 1) & mask) {
        const row = this.slots[i];
        if (row === 0 || (this.parent[row] === parent && this.name[row] === name)) return i;
      }
    }
    child(parent, name) {
      const i = this.slot(parent, name);
      if (this.slots[i]) return this.slots[i];
      const row = this.add(parent, name);
      this.slots[i] = row;
      if (2 * this.n > this.cap) this.rehash();
      return row;
    }
    rehash() {
      this.cap *= 2;
      this.slots = new Int32Array(this.cap);
      for (let row = 1; row < this.n; row++) this.slots[this.slot(this.parent[row], this.name[row])] = row;
    }
    /* Adds the rows to tree from row to on, depth first, siblings by rank; away: what a step from the root adds to the depth. */
    put(tree, to, rank, away) {
      const order = new Int32Array(this.n), start = new Int32Array(rank.length + 2);
      const first = new Int32Array(this.n).fill(-1), next = new Int32Array(this.n).fill(-1), row = new Int32Array(this.n);
      for (let i = 0; i < this.n; i++) start[rank[this.name[i] + 2] + 1]++;
      for (let i = 1; i < start.length; i++) start[i] += start[i - 1];
      for (let i = 0; i < this.n; i++) order[start[rank[this.name[i] + 2]]++] = i;
      for (let k = this.n - 1; k >= 0; k--) {
        const i = order[k];
        if (i === 0) continue;
        next[i] = first[this.parent[i]];
        first[this.parent[i]] = i;
      }
      for (let i = to ? first[0] : 0, at = to; i >= 0; ) {
        row[i] = at;
        tree.name[at] = this.name[i];
        tree.parent[at] = i ? row[this.parent[i]] : -1;
        tree.depth[at] = i ? tree.depth[tree.parent[at]] + away : 0;
        for (const s of [0, 1]) tree.self[s][at] = this.self[s][i];
        at++;
        if (first[i] >= 0) { i = first[i]; continue; }
        while (i > 0 && next[i] < 0) i = this.parent[i];
        i = i > 0 ? next[i] : -1;
      }
    }
  }
  function built(t, builder) {
    const tree = rowsOf(builder.n);
    builder.put(tree, 0, t.rank || (t.rank = ranks(t.names)), 1);
    return finish(tree, t.side);
  }

  /* ---- trees made of a tree ---- */

  /* Without the functions for which hidden is set: what they call hangs on their callers, which take their own samples too. */
  F.hide = function (t, tree, hidden) {
    const b = new Builder(ROOT, tree.n), to = new Int32Array(tree.n);
    const taken = [0, 0];
    for (let i = 0; i < tree.n; i++) {
      const gone = tree.name[i] >= 0 && hidden[tree.name[i]];
      if (i > 0) to[i] = gone ? to[tree.parent[i]] : b.child(to[tree.parent[i]], tree.name[i]);
      for (const s of [0, 1]) {
        b.self[s][to[i]] += tree.self[s][i];
        if (gone) taken[s] += tree.self[s][i];
      }
    }
    const result = built(t, b);
    result.taken = taken;
    return result;
  };

  /* Adds the way from row begin to the root, nearest first, with what row i weighs. */
  function turn(b, tree, begin, i, weight, deepest) {
    let at = 0, left = deepest;
    for (let p = begin; p > 0 && left > 0; p = tree.parent[p], left--) at = b.child(at, tree.name[p]);
    for (const s of [0, 1]) b.self[s][at] += weight[s][i];
  }
  function deepest(tree, from) {
    const steps = from.reduce((sum, i) => sum + Math.abs(tree.depth[i]), 0);
    return steps <= STEPS ? Infinity : Math.max(16, Math.floor(STEPS / from.length));
  }
  /* Stacks turned round: functions by their own samples, and on each the callers of it. */
  F.callers = function (t, tree) {
    const b = new Builder(ROOT, tree.n), from = [];
    for (let i = 0; i < tree.n; i++) if (tree.self[0][i] || tree.self[1][i]) from.push(i);
    const depth = deepest(tree, from);
    from.forEach((i) => turn(b, tree, i, i, tree.self, depth));
    const result = built(t, b);
    result.turned = true;
    result.cut = depth;
    return result;
  };
  /* Callers and callees of one function. A recursive one counts by its outermost frames. */
  F.sandwich = function (t, tree, name) {
    const below = new Builder(name, 64), above = new Builder(name, 64), to = new Int32Array(tree.n), from = [];
    for (let i = 0; i < tree.n; i++) {
      if (tree.name[i] !== name) continue;
      from.push(i);
      for (let j = i; j <= tree.end[i]; j++) {
        if (j > i) to[j] = below.child(to[tree.parent[j]], tree.name[j]);
        for (const s of [0, 1]) below.self[s][to[j]] += tree.self[s][j];
      }
      i = tree.end[i];
    }
    const depth = deepest(tree, from);
    from.forEach((i) => turn(above, tree, tree.parent[i], i, tree.total, depth));
    const result = rowsOf(below.n + above.n - 1), rank = t.rank || (t.rank = ranks(t.names));
    below.put(result, 0, rank, 1);
    if (above.n > 1) above.put(result, below.n, rank, -1);
    result.half = below.n;
    result.frames = from.length;
    result.cut = depth;
    const drawn = from.some((i) => tree.total[t.side][i] > 0); /* else the function is gone: what base had is drawn */
    return finish(result, drawn ? t.side : 0);
  };

  /* ---- names of rows in links: a hash of the stack ---- */
  function hash(text) { /* FNV-1a over code units */
    let h = 2166136261;
    for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 16777619);
    return h >>> 0;
  }
  F.nameId = (t, name) => {
    t.hashes = t.hashes || Uint32Array.from(t.names, hash);
    return name >= 0 ? t.hashes[name] : hash(F.nameOf(t, name) + '\n');
  };
  F.idsOf = function (t, tree) {
    if (tree.ids) return tree.ids;
    const ids = tree.ids = new Uint32Array(tree.n);
    for (let i = 1; i < tree.n; i++) {
      const before = ids[tree.parent[i]] ^ (i >= tree.half ? 0x5BD1E995 : 0);
      ids[i] = Math.imul(before ^ F.nameId(t, tree.name[i]), 16777619) + (before >>> 15) >>> 0;
    }
    return ids;
  };

  /* Rows of vanished work: the lowest without samples on the drawn side, widest first. */
  F.goneRows = function (tree, most) {
    const [base, head] = tree.total, rows = [], least = base[0] * 1e-4;
    for (let i = 1; i < tree.half; i++) {
      if (head[i] > 0) continue;
      if (base[i] > 0 && base[i] >= least) rows.push(i);
      i = tree.end[i];
    }
    return rows.sort((a, b) => base[b] - base[a] || a - b).slice(0, most);
  };
  F.ROOT = ROOT;
  F.LEFT_OUT = LEFT_OUT;
})(window.perfpageFlame = window.perfpageFlame || {});
