/* Flame graphs: what the reader does, and the state it leads to. Each graph is found by its class and keeps to itself. */
(function (F) {
  'use strict';

  const LETTERS = /^([/?csrnN0]|Escape)$/; /* the keys that need no frame */
  const THEIRS = /^(ru|gc|ke)\b/; /* classes of runtime, collector and kernel */

  class Graph {
    constructor(svg, t) {
      const box = svg.closest('.fl'), reversed = svg.classList.contains('fl-rev');
      this.svg = svg;
      this.t = t;
      this.box = box;
      this.key = svg.getAttribute('data-k');
      this.picture = new F.Picture(svg, t);
      t.tree.turned = reversed;
      this.first = { view: reversed ? 'callers' : 'calls', fn: -1, away: this.picture.homeAway, pattern: '', runtime: false,
        colour: t.base && (box ? box.querySelector('.fl-h').defaultChecked : svg.classList.contains('fl-own')) ? 'head'
          : t.base && svg.classList.contains('fl-self') ? 'self' : 'total' };
      this.now = Object.assign({}, this.first);
      this.trees = { key: '' };
      this.tree = t.tree;
      this.zoomed = this.current = 0;
      this.currentGone = this.chosen = false;
      this.hit = null;
      this.tools = new F.Tools(this.doing(), { base: t.base, runtime: t.owners.some((owner) => THEIRS.test(owner)) });
      this.radios = box ? Array.from(box.querySelectorAll('input[type=radio]')) : [];
      this.hover = svg.appendChild(F.el(F.SVG, 'rect', { 'class': 'fl-hover', display: 'none' }));
      this.ring = svg.appendChild(F.el(F.SVG, 'rect', { 'class': 'fl-ring', display: 'none' }));
      if (box) {
        svg.parentNode.before(this.tools.top);
        svg.parentNode.after(this.tools.info);
      } else {
        F.placeTools(svg, this.picture, this.tools);
      }
      this.listen();
      this.tabTo(0, false);
      this.tell();
      this.restore();
      this.matched();
      this.mark();
      this.fit();
    }
    doing() {
      return {
        search: () => { this.search(); this.write(false); },
        step: (way) => this.step(way),
        view: (id) => this.view(id, this.chosenName()),
        reset: () => this.zoom(0, this.zoomed !== 0),
        turn: () => this.change({ away: this.tools.onTop.checked ? 1 : -1 }, true),
        hide: () => this.change({ pattern: this.tools.pattern.value, runtime: this.tools.runtime.checked }, true),
        colour: (id) => this.change({ colour: id }, false),
        text: (what) => (what === 'name' ? this.fullName(this.current) : this.stack(this.current)),
      };
    }

    /* ---- trees ---- */

    hidden({ pattern, runtime }) {
      const { t, tools } = this, m = F.match(t, pattern, true, false);
      tools.pattern[m && m.bad ? 'setAttribute' : 'removeAttribute']('aria-invalid', 'true');
      this.badPattern = m && m.bad;
      if (!runtime && !(m && m.hit)) return null;
      const theirs = t.owners.map((owner) => THEIRS.test(owner));
      return Uint8Array.from(t.names, (name, i) => Number(Boolean((m && m.hit && m.hit[i]) || (runtime && theirs[t.owner[i]]))));
    }
    /* The tree of a state; those that are dear stay for the next time. */
    treeOf({ view, fn, pattern, runtime }) {
      const { t } = this, key = (runtime ? '1' : '0') + pattern, turned = t.tree.turned;
      const cached = this.trees.key === key && this.trees.of ? this.trees : (this.trees = { key, of: {}, hidden: this.hidden({ pattern, runtime }) });
      const of = cached.of;
      const get = (id) => {
        if (of[id]) return of[id];
        if (id === 'source') of[id] = turned ? Object.assign(F.callers(t, t.tree), { turned: false }) : t.tree;
        if (id === 'calls') of[id] = cached.hidden ? F.hide(t, get('source'), cached.hidden) : get('source');
        if (id === 'callers') of[id] = turned && !cached.hidden ? t.tree : F.callers(t, get('calls'));
        return of[id];
      };
      return view === 'sandwich' ? F.sandwich(t, get('calls'), fn) : get(view);
    }

    /* ---- changes of the state ---- */

    /* What changes, and whether Back leads here again. */
    change(what, step) {
      const then = Object.assign({}, this.now);
      this.apply(Object.assign({}, this.now, what), then, () => 0);
      this.write(step);
    }
    view(id, fn) {
      if (id === 'sandwich' && fn < 0) return;
      this.change({ view: id, fn: id === 'sandwich' ? fn : -1 }, true);
    }
    zoom(row, step) {
      this.zoomed = row;
      this.draw();
      this.write(step);
    }
    /* zoomOf: the row that a tree newly made is zoomed to. */
    apply(next, then, zoomOf) {
      const { tools, picture } = this, other = ['view', 'fn', 'pattern', 'runtime'].some((k) => next[k] !== then[k]);
      this.now = next;
      tools.pattern.value = next.pattern;
      tools.runtime.checked = next.runtime;
      if (tools.colour) tools.colour.value = next.colour;
      this.colour(next.colour);
      if (other) {
        this.tree = this.treeOf(next);
        this.current = this.zoomed = zoomOf(this.tree);
        this.currentGone = this.chosen = false;
      }
      if (other || next.away !== then.away) {
        picture.setTree(this.tree, next.away);
        this.draw();
      }
      this.tell();
    }
    colour(id) {
      this.picture.recolour(id === 'self');
      this.radios.forEach((r) => { r.checked = (r.value === 'head') === (id === 'head'); });
      if (!this.box && this.t.base) this.svg.classList.toggle('fl-own', id === 'head');
    }
    write(step) {
      const { now, first, t, tools, tree } = this, hex = (n) => n.toString(16), text = tools.query.value.slice(0, F.LONGEST);
      F.writeLink(this.key, {
        z: this.zoomed ? hex(F.idsOf(t, tree)[this.zoomed]) : '',
        q: text,
        m: text ? (tools.regex.checked ? 'r' : '') + (tools.exact.checked ? 'c' : '') : '',
        v: now.colour === first.colour ? '' : now.colour,
        w: now.view === first.view ? '' : now.view,
        f: now.view === 'sandwich' ? hex(F.nameId(t, now.fn)) : '',
        o: now.away === first.away ? '' : now.away > 0 ? 'top' : 'below',
        h: now.pattern,
        t: now.runtime ? '1' : '',
      }, step);
    }
    restore() {
      const { t, tools, first } = this, s = this.link = F.readLink(this.key), fn = s.f ? this.nameById(parseInt(s.f, 16)) : -1;
      const known = ['calls', 'callers'].concat(fn >= 0 ? 'sandwich' : []);
      const next = {
        view: known.includes(s.w) ? s.w : first.view,
        fn: s.w === 'sandwich' ? fn : -1,
        away: s.o === 'top' ? 1 : s.o === 'below' ? -1 : first.away,
        pattern: s.h.slice(0, F.LONGEST),
        runtime: s.t === '1',
        colour: t.base && ['total', 'self', 'head'].includes(s.v) ? s.v : first.colour,
      };
      const id = parseInt(s.z, 16), find = (tree) => (id ? Math.max(0, F.idsOf(t, tree).indexOf(id)) : 0);
      const was = [tools.query.value, tools.regex.checked, tools.exact.checked].join('\n');
      tools.query.value = s.q.slice(0, F.LONGEST);
      tools.regex.checked = /r/.test(s.m);
      tools.exact.checked = /c/.test(s.m);
      if ([tools.query.value, tools.regex.checked, tools.exact.checked].join('\n') !== was) this.search();
      this.apply(next, this.now, find);
      const to = find(this.tree);
      if (to === this.zoomed) return;
      this.zoomed = to;
      this.draw();
    }
    nameById(id) {
      for (let name = 0; name < this.t.names.length; name++) if (F.nameId(this.t, name) === id) return name;
      return -1;
    }

    /* ---- showing it ---- */

    draw() {
      const { tree, picture, zoomed } = this;
      picture.draw(zoomed);
      picture.light(this.hit);
      this.pointed = null;
      const shown = picture.frame(this.current, this.currentGone);
      if (!shown || (!this.currentGone && this.current < zoomed) || (!this.currentGone && this.current > tree.end[zoomed])) {
        this.current = zoomed;
        this.currentGone = false;
      }
      this.tabTo(this.current, this.currentGone);
      this.matched();
      this.mark();
      this.tools.reset.disabled = zoomed === 0;
    }
    fit() { /* the picture follows the width of its place, so that text keeps its size; a drawing of its own keeps its width */
      const place = this.box && this.svg.parentNode;
      if (!place || !window.ResizeObserver) return;
      new ResizeObserver((entries) => {
        const w = Math.floor(entries[0].contentRect.width), { picture } = this;
        if (w < 200 || w === picture.width + 2 * picture.left) return;
        picture.width = w - 2 * picture.left;
        this.draw();
      }).observe(place);
    }
    tell() {
      const { t, now, tree, tools } = this, share = (n) => F.share(n / t.whole[t.side]), hidden = this.trees.hidden, said = [];
      const others = t.all - t.kept;
      if (now.view === 'sandwich') {
        said.push('Callers above and callees below ' + F.nameOf(t, now.fn) + ': ' + F.count(t, tree.total[tree.side][0]) + ', ' +
          F.share(tree.total[tree.side][0] / t.whole[tree.side]) + ', in ' + F.grouped(tree.frames) +
          (tree.frames === 1 ? ' frame' : ' frames, of a recursion the outermost') + '.');
      }
      if (now.view === 'callers') said.push('Stacks turned round: on each function, by its own time, those who called it.');
      if (tree.cut < Infinity) said.push('Cut at ' + tree.cut + ' levels.');
      if (this.badPattern) said.push('Nothing is hidden: ' + this.badPattern + '.');
      if (hidden && this.trees.of.calls) {
        const n = hidden.reduce((sum, h) => sum + h, 0);
        said.push('Hidden: ' + F.grouped(n) + (n === 1 ? ' function' : ' functions') + ', ' + share(this.trees.of.calls.taken[t.side]) +
          ' of the samples in themselves; their callers take these and what they call.');
      }
      if (now.colour !== this.first.colour && now.colour !== 'head') {
        said.push('Colour: change of the ' + (now.colour === 'self' ? 'share of each frame itself' : 'share with all it calls') + ', same scale.');
      }
      if (others > 0 && tree !== t.tree) said.push('(left out) stands for what is narrower than the table behind the picture.');
      tools.tell(said.join(' '));
      tools.covered.textContent = others > 0 ? 'The table behind this picture holds the widest ' + F.grouped(t.kept) + ' of ' + F.grouped(t.all) +
        ' frames; zooming shows them, and boxes named (left out) for the others.' : 'The table behind this picture holds all ' +
        F.grouped(t.all) + ' frames; zooming shows the narrow ones.';
      tools.pressed(now.view);
      tools.onTop.checked = this.picture.away > 0;
      tools.onTop.disabled = now.view === 'sandwich';
      this.canSandwich();
    }
    canSandwich() {
      this.tools.views.sandwich.disabled = this.now.view !== 'sandwich' && this.chosenName() < 0;
      this.tools.chosen[0].disabled = this.chosenName() < 0;
    }

    /* ---- the chosen frame ---- */

    chosenName() {
      return this.chosen ? Math.max(-1, this.tree.name[this.current]) : -1;
    }
    /* Names are cut in the table, not in the drawing. */
    fullName(row) {
      const f = this.picture.frame(row, this.currentGone);
      return f ? this.picture.words(f)[0] : F.nameOf(this.t, this.tree.name[row]);
    }
    stack(row) {
      const { t, tree } = this, names = [];
      for (let p = row; p > 0; p = tree.parent[p]) names.push(F.nameOf(t, tree.name[p]));
      if (tree.half < tree.n) names.push(F.nameOf(t, tree.name[0]));
      if (!tree.turned && row < tree.half) names.reverse();
      return names.join(';');
    }
    tabTo(row, gone) {
      const f = this.picture.frame(row, gone), g = f && f.g;
      if (this.tabbed && this.tabbed !== g) ['tabindex', 'role'].forEach((a) => this.tabbed.removeAttribute(a));
      this.tabbed = g;
      if (!g) return;
      g.setAttribute('tabindex', '0');
      g.setAttribute('role', 'button');
    }
    select(row, gone, focus) {
      this.current = row;
      this.currentGone = gone;
      this.tabTo(row, gone);
      if (focus) {
        const f = this.picture.frame(row, gone);
        this.chosen = true;
        f.g.focus({ preventScroll: true });
        if (f.g.scrollIntoView) f.g.querySelector('rect').scrollIntoView({ block: 'nearest', inline: 'nearest' });
      }
      this.mark();
    }
    mark() {
      const { t, tree, picture, pointed } = this, here = this.focused || this.chosen ? picture.frame(this.current, this.currentGone) : null;
      around(this.ring, this.focused ? here : null);
      around(this.hover, pointed);
      const f = pointed || here, row = f ? f.row : -1;
      if (this.table) this.table.mark(this.chosen ? tree.name[this.current] : -1);
      this.canSandwich();
      if (!f) return this.tools.details('', 'Click or Enter zooms, Esc resets, arrow keys move; ? lists all keys.', false);
      const [name, figures, note] = picture.words(f);
      let about = figures;
      const p = tree.parent[row], turned = tree.turned || row >= tree.half;
      if (p >= 0 && !f.gone) {
        about += ', ' + (100 * tree.total[tree.side][row] / tree.total[tree.side][p]).toFixed(1) + ' % of ' + (turned ? 'what it calls' : 'its caller');
      }
      this.tools.details(name, about + (note && '. ' + note), this.chosen);
    }
    /* The frame next to the current one: the widest on the far side of the root, the nearer one, or a neighbour in its row. */
    near(key) {
      const { tree, picture, current } = this, rows = picture.rows, away = picture.away;
      if (key === 'Home') return [this.zoomed, false];
      if (key === 'ArrowLeft' || key === 'ArrowRight') {
        const list = this.currentGone ? picture.stripRows : rows, way = key === 'ArrowRight' ? 1 : -1;
        for (let k = list.indexOf(current) + way; k >= 0 && k < list.length; k += way)
          if (this.currentGone || tree.depth[list[k]] === tree.depth[current]) return [list[k], this.currentGone];
        return null;
      }
      const by = (key === 'ArrowDown' ? 1 : -1) * away, depth = tree.depth[current];
      if (this.currentGone) return key === 'ArrowUp' ? [this.zoomed, false] : null;
      if (depth * by >= 0) {
        const total = tree.total[tree.side], next = rows.filter((row) => tree.parent[row] === current && tree.depth[row] === depth + by);
        if (next.length) return [next.reduce((a, b) => (total[b] > total[a] ? b : a)), false];
      } else {
        return [tree.parent[current], false];
      }
      return key === 'ArrowDown' && picture.stripRows.length ? [picture.stripRows[0], true] : null;
    }
    press(e) {
      const letters = { c: () => this.view(this.now.view === 'callers' ? 'calls' : 'callers', -1), s: () => this.view('sandwich', this.chosenName()),
        r: () => this.change({ away: -this.picture.away }, true), n: () => this.step(1), N: () => this.step(-1),
        '/': () => this.tools.query.focus(), '?': () => this.tools.open(this.tools.panel.hidden, true) };
      if (e.ctrlKey || e.altKey || e.metaKey) return;
      if (e.key === 'Enter' || e.key === ' ') { if (!this.currentGone) this.zoom(this.current, this.current !== this.zoomed); }
      else if (e.key === 'Escape' || e.key === '0') this.zoom(0, this.zoomed !== 0);
      else if (/^(Arrow(Up|Down|Left|Right)|Home)$/.test(e.key)) { const to = this.near(e.key); if (to) this.select(to[0], to[1], true); }
      else if (Object.keys(letters).includes(e.key)) { this.keepFocus(letters[e.key]); }
      else return;
      e.preventDefault();
    }
    /* What turns the picture round takes the frame away that had the focus. */
    keepFocus(work) {
      const tree = this.tree;
      work();
      if (this.tree !== tree) this.select(this.current, false, true);
    }

    /* ---- search ---- */

    search() {
      const { tools } = this, m = F.match(this.t, tools.query.value, tools.regex.checked, tools.exact.checked);
      tools.query[m && m.bad ? 'setAttribute' : 'removeAttribute']('aria-invalid', 'true');
      this.hit = m && m.hit ? m.hit : null;
      this.bad = m && m.bad;
      this.picture.light(this.hit);
      this.matched();
    }
    matched() {
      const { tools, hit, tree } = this, found = hit ? F.matchedRows(tree, this.zoomed, hit) : { rows: [], share: 0 };
      const n = found.rows.length, any = Boolean(hit && this.picture.tree.name.some((name) => name >= 0 && hit[name]));
      this.found = found.rows;
      this.svg.classList.toggle('searched', any);
      tools.out.textContent = this.bad || (!tools.query.value ? '' :
        F.grouped(n) + (n === 1 ? ' frame, ' : ' frames, ') + (100 * found.share).toFixed(1) + ' % of what is shown');
      tools.prev.disabled = tools.next.disabled = !any;
    }
    drawnHits() {
      const { picture, tree, hit } = this, is = (row) => tree.name[row] >= 0 && hit[tree.name[row]];
      const rows = picture.rows.filter(is).map((row) => [row, false]);
      return rows.concat(picture.stripRows.filter(is).map((row) => [row, true]));
    }
    step(way) {
      if (!this.hit) return;
      let list = this.drawnHits();
      if (!list.length && this.zoomed) {
        this.zoom(0, true);
        list = this.drawnHits();
      }
      if (!list.length && this.found.length) { /* too narrow to be drawn: the widest is zoomed to, in its caller */
        const total = this.tree.total[this.tree.side], widest = this.found.reduce((a, b) => (total[b] > total[a] ? b : a));
        this.zoom(this.tree.parent[widest], true);
        list = this.drawnHits();
      }
      if (!list.length) return;
      let at = list.findIndex(([row, gone]) => row === this.current && gone === this.currentGone);
      if (at < 0 && way < 0) at = 0;
      const [row, gone] = list[(at + way + list.length) % list.length];
      this.select(row, gone, true);
    }
    find(name) {
      const { tools } = this;
      tools.query.value = F.quoted(name);
      tools.regex.checked = tools.exact.checked = true;
      this.search();
      this.step(1);
      this.write(false);
      this.svg.scrollIntoView({ block: 'nearest' });
    }

    /* ---- pointing ---- */

    at(e) {
      const g = e.target.closest && e.target.closest('g'), f = g && this.picture.frameOf.get(g);
      return f && f.on ? f : null;
    }
    listen() {
      const { svg } = this;
      svg.addEventListener('pointerdown', (e) => { this.touch = e.pointerType === 'touch'; });
      svg.addEventListener('click', (e) => {
        const f = this.at(e);
        if (!f) return;
        const { row, gone } = f, first = this.touch && !(this.chosen && this.current === row && this.currentGone === Boolean(gone));
        this.select(row, Boolean(gone), true);
        if (!gone && !first) this.zoom(row, row !== this.zoomed);
      });
      svg.addEventListener('mouseover', (e) => { this.pointed = this.touch ? null : this.at(e); this.mark(); });
      svg.addEventListener('mouseleave', () => { this.pointed = null; this.mark(); });
      svg.addEventListener('focusin', (e) => { this.focused = Boolean(this.at(e)); if (this.focused) this.chosen = true; this.mark(); });
      svg.addEventListener('focusout', () => { this.focused = false; this.mark(); });
      svg.addEventListener('keydown', (e) => { if (this.at(e)) this.press(e); });
      if (!this.box) document.addEventListener('keydown', (e) => { if (e.target === document.documentElement && LETTERS.test(e.key)) this.press(e); });
      this.radios.forEach((r) => r.addEventListener('change', () => this.change({ colour: r.value === 'head' ? 'head' : this.svg.classList.contains('fl-self') ? 'self' : 'total' }, false)));
      window.addEventListener('hashchange', () => this.restore());
      window.addEventListener('popstate', () => this.restore());
    }
  }
  function around(overlay, f) {
    if (!f || !f.on) return overlay.setAttribute('display', 'none');
    const rect = f.g.querySelector('rect');
    ['x', 'y', 'width', 'height'].forEach((a) => overlay.setAttribute(a, rect.getAttribute(a)));
    overlay.removeAttribute('display');
  }

  const graphs = [];
  document.querySelectorAll('svg.fl-svg').forEach((svg) => {
    const data = (svg.closest('.fl') || svg).querySelector('script.fl-data');
    if (!data || !svg.querySelector('.fl-f > g')) return;
    const graph = new Graph(svg, F.readTable(data.textContent));
    if (graph.box) F.tieTable(graph);
    graphs.push(graph);
  });
  const linked = F.hasPlace() ? null : graphs.find((g) => g.box && Object.values(g.link).some(Boolean));
  const goTo = () => linked.box.scrollIntoView({ behavior: 'instant' });
  if (linked) { /* once more when all is laid out */
    goTo();
    window.addEventListener('load', goTo);
  }
  delete window.perfpageFlame;
})(window.perfpageFlame);
