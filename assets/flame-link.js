/* The fragment of the address: #place;GRAPH-z=frame;GRAPH-q=text and so on. Keys come from a fixed list; values are words of this
 * script, ids made of hashes, and what the reader typed, percent-encoded. */
(function (F) {
  'use strict';
  /* z frame zoomed to, q text searched, m its modes (r regex, c case), v colours, w view, f function of a sandwich, o root on top
   * or below, h pattern hidden, t runtime hidden */
  const KEYS = 'zqmvwfoht';

  function parse() {
    const parts = location.hash.slice(1).split(';'), pairs = new Map();
    parts.slice(1).forEach((part) => {
      const at = part.indexOf('=');
      if (at > 0) pairs.set(part.slice(0, at), part.slice(at + 1));
    });
    return { place: parts[0], pairs };
  }
  F.hasPlace = () => parse().place !== '' && document.getElementById(parse().place) !== null;
  F.readLink = function (graph) {
    const { pairs } = parse(), state = {};
    for (const k of KEYS) {
      const v = pairs.get(graph + '-' + k);
      try { state[k] = v ? decodeURIComponent(v) : ''; } catch (e) { state[k] = ''; }
    }
    return state;
  };
  /* step: a new entry of the history, so that Back comes here again. The place that led to the page is left: who opens the link
   * comes to the graph. */
  F.writeLink = function (graph, state, step) {
    const { place: old, pairs } = parse(), place = KEYS.split('').some((k) => state[k]) ? '' : old;
    for (const k of KEYS) {
      pairs.delete(graph + '-' + k);
      if (state[k]) pairs.set(graph + '-' + k, encodeURIComponent(state[k]));
    }
    const hash = '#' + [place].concat(Array.from(pairs, (p) => p.join('='))).join(';');
    if (hash === location.hash || (hash === '#' && !location.hash)) return;
    try { history[step ? 'pushState' : 'replaceState'](null, '', hash); } catch (e) { /* a sandbox without history */ }
  };
})(window.perfpageFlame);
