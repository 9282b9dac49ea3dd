/* Patterns of the reader: text or regular expression, matched against each name of the table once. */
(function (F) {
  'use strict';
  const SPECIAL = /[\\^$.*+?()[\]{}|]/g, LONGEST = 200, SLOW = 1000, PROBE = 20; /* characters; milliseconds */
  const TOO_SLOW = 'this pattern takes too long', BROKEN = 'not a regular expression';

  /* Two repeats, or one of a group, can take time that doubles with each character. */
  const mayRunAway = (text) => /\)[*+{]|[*+{].*[*+{]/.test(text.replace(/\\./g, '_'));
  /* On heads of the name that grow by a little, with an end that no pattern wants: the time grows before it is too long. What
   * is slow once may have been interrupted. */
  function runsAway(re, name, until) {
    const slow = (head) => {
      const began = performance.now();
      re.test(head);
      return performance.now() - began > PROBE;
    };
    for (let n = 6; n <= name.length + 1; n += 2) {
      const head = name.slice(0, n) + '\u0000';
      if ((slow(head) && slow(head)) || performance.now() > until) return true;
    }
    return false;
  }
  /* { hit: by name 0 or 1, n } or { bad: why }; nothing for no text. */
  F.match = function (t, text, isRegex, exact) {
    if (!text) return null;
    let re;
    if (text.length > LONGEST) return { bad: 'more than ' + LONGEST + ' characters' };
    try {
      re = new RegExp(isRegex ? text : text.replace(SPECIAL, '\\$&'), exact ? 'u' : 'iu');
    } catch (e) {
      return { bad: BROKEN };
    }
    const hit = new Uint8Array(t.names.length), careful = isRegex && mayRunAway(text), until = performance.now() + SLOW;
    let n = 0;
    for (let i = 0; i < hit.length; i++) {
      if (careful && runsAway(re, t.names[i], until)) return { bad: TOO_SLOW };
      if (re.test(t.names[i])) { hit[i] = 1; n++; }
      if (performance.now() > until) return { bad: TOO_SLOW };
    }
    return { hit, n };
  };
  F.quoted = (name) => '^' + name.replace(SPECIAL, '\\$&') + '$';
  F.LONGEST = LONGEST;

  /* Rows of the zoomed part that match, and what part of it lies under them: a match inside a match counts once. */
  F.matchedRows = function (tree, zoomed, hit) {
    const is = (i) => tree.name[i] >= 0 && hit[tree.name[i]] === 1, rows = [], total = tree.total[tree.side];
    const sums = [0, 0], past = [-1, -1]; /* callees and callers of a sandwich are two halves of the same width */
    for (let i = zoomed; i <= tree.end[zoomed]; i++) {
      if (!is(i)) continue;
      const half = i >= tree.half ? 1 : 0;
      rows.push(i);
      if (i <= past[half]) continue;
      past[half] = tree.end[i];
      sums[half] += total[i];
    }
    let sum = Math.max(sums[0], sums[1]);
    for (let p = tree.parent[zoomed]; p >= 0; p = tree.parent[p]) if (is(p)) sum = total[zoomed];
    return { rows, share: total[zoomed] ? Math.min(1, sum / total[zoomed]) : 0 };
  };
})(window.perfpageFlame);
