/* Figures of flame graphs in words, as src/view/flame_text.c and src/base/unit_show.c write them, and what a change means. */
(function (F) {
  'use strict';
  const NBSP = '\u00a0', THIN = '\u202f', MINUS = '\u2212';

  function grouped(v) {
    return v.toFixed(0).replace(/\B(?=(\d{3})+$)/g, THIN);
  }
  function precision(v) { /* digits after the point that leave three significant ones */
    if (v >= 99.95) return 0;
    if (v >= 9.995) return 1;
    let prec = 2;
    for (let least = 0.9995; prec < 8 && v < least; least /= 10) prec++;
    return prec;
  }
  function fixed(v, prec) { /* of two equally near the even one, as printf has it */
    const scaled = v * Math.pow(10, prec), low = Math.floor(scaled);
    const tie = scaled - low === 0.5 && /^50*$/.test(v.toFixed(prec + 40).split('.')[1].slice(prec));
    return tie && low % 2 === 0 ? (low / Math.pow(10, prec)).toFixed(prec) : v.toFixed(prec);
  }
  function digits(v) {
    return v < 999.5 ? fixed(v, precision(v)) : grouped(Math.round(v));
  }
  function bytes(v) {
    const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB'];
    let i = 0;
    if (v < 10240) return (v === Math.floor(v) ? grouped(v) : digits(v)) + NBSP + 'B';
    for (; i < 4 && (i === 0 || v >= 1023.5); i++) v /= 1024;
    return digits(v) + NBSP + units[i];
  }
  function span(seconds) {
    const s = Math.floor(seconds + 0.001), m = Math.floor(s / 60), h = Math.floor(m / 60), d = Math.floor(h / 24);
    const two = (big, unit, small, second) => grouped(big) + NBSP + unit + (small ? NBSP + small + NBSP + second : '');
    if (h === 0) return two(m, 'm', s % 60 ? ('0' + (s % 60)).slice(-2) : '', 's');
    return h < 24 ? two(h, 'h', m % 60, 'm') : two(d, 'd', h % 24, 'h');
  }
  function time(seconds) {
    const tiers = [[1, 's'], [1e-3, 'ms'], [1e-6, '\u00b5s'], [1e-9, 'ns']];
    let i = 0;
    if (seconds >= 999.5) return span(seconds);
    if (seconds === 0) return '0' + NBSP + 's';
    while (i < 3 && seconds < 0.9995 * tiers[i][0]) i++;
    return digits(seconds / tiers[i][0]) + NBSP + tiers[i][1];
  }
  /* "12 345 samples", "400 MiB", "1.2 s" */
  F.count = function (t, count) {
    const v = count * t.scale / Math.pow(10, t.decimals);
    if (t.unit === 'bytes') return bytes(v);
    if (t.unit === 'ns') return time(v * 1e-9);
    const figure = t.decimals ? String(v) : grouped(v);
    if (t.unit === '' || t.unit === 'unknown') return figure + (v === 1 ? ' count' : ' counts');
    return figure + ' ' + (v === 1 ? t.unit.replace(/s$/, '') : t.unit);
  };
  F.grouped = grouped;
  const hundredths = (h) => Math.floor(h / 100) + '.' + ('0' + h % 100).slice(-2);
  F.share = function (share) {
    const h = Math.floor(share * 10000 + 0.5);
    if (!(share > 0)) return '0';
    return (h === 0 ? '<0.01' : h === 10000 ? '100' : hundredths(h)) + ' %';
  };
  F.points = function (change) {
    const h = Math.floor(Math.abs(change) * 10000 + 0.5);
    return (h === 0 ? '\u00b1' : change < 0 ? MINUS : '+') + hundredths(h) + ' points';
  };

  /* Wilson's score interval of a share, and Newcombe's of the difference of two (src/analysis/stats_share.h). */
  function interval(share, n, z) {
    const z2 = z * z, mid = share + z2 / (2 * n), half = z * Math.sqrt(share * (1 - share) / n + z2 / (4 * n * n));
    return [share > 0 ? Math.max(0, (mid - half) / (1 + z2 / n)) : 0, share < 1 ? Math.min(1, (mid + half) / (1 + z2 / n)) : 1];
  }
  function isNoise(t, base, head) {
    const b = interval(base, t.events[0], t.z), h = interval(head, t.events[1], t.z), change = head - base;
    return change - Math.hypot(head - h[0], b[1] - base) <= 0 && change + Math.hypot(h[1] - head, base - b[0]) >= 0;
  }
  /* How the share of a row changed: of its total, or of its self. step: of the nine colours, 4 is none. */
  F.change = function (t, tree, i, own) {
    const counts = own ? tree.self : tree.total;
    const base = counts[0][i] / t.total[0], head = counts[1][i] / t.total[1], points = head - base;
    const noise = t.interval && isNoise(t, base, head), size = t.negate ? -points : points;
    const far = t.limits.filter((limit) => Math.abs(size) >= limit).length;
    return { points, noise, step: noise ? 4 : size < 0 ? 4 - far : 4 + far,
      isNew: tree.total[0][i] === 0, isGone: tree.total[1][i] === 0 };
  };
  /* What is said of a row after its name; own: of the change of its self share too, where it is what the colour says. */
  F.about = function (t, tree, i, own) {
    const c = t.base && i > 0 ? F.change(t, tree, i, false) : null, gone = c && c.isGone, side = gone ? 0 : t.side;
    let text = F.count(t, tree.total[side][i]) + ', ' + F.share(tree.total[side][i] / t.whole[side]) + (gone ? ' of base' : '');
    if ((!tree.turned || tree === t.tree) && i < tree.half) text += ', self ' + F.share(tree.self[side][i] / t.whole[side]);
    if (!c || tree.name[i] === F.LEFT_OUT) return text;
    text += ', ' + (gone ? 'gone' : c.isNew ? 'new' : F.points(c.points)) + (c.noise ? ' (noise)' : '');
    if (!own || (tree.turned && tree !== t.tree) || i >= tree.half) return text;
    const its = F.change(t, tree, i, true);
    return text + ', self ' + F.points(its.points) + (its.noise ? ' (noise)' : '');
  };
  F.noteOf = function (t, tree, i) {
    const note = t.notes.get(tree.name[i]);
    return note ? note.words : '';
  };
  F.classOf = function (t, tree, i, own) {
    if (tree.name[i] === F.LEFT_OUT) return 'lo';
    const owner = t.owners[tree.name[i] >= 0 ? t.owner[tree.name[i]] : t.owners.length - 1], note = t.notes.get(tree.name[i]);
    const more = (tree.half < tree.n && i === 0 ? ' mid' : '') + (note ? ' ' + note.mark : '');
    if (!t.base) return owner + more;
    const c = F.change(t, tree, i, own);
    return 'q' + c.step + ' ' + owner + (c.isNew && !c.noise ? ' nw' : '') + more;
  };
})(window.perfpageFlame);
