/* Flame graphs: zoom, search, keyboard, copy. Each graph is found by its class and keeps to itself; what it knows of a frame
 * it reads from the drawing. State lives in the fragment: #place;GRAPH-z=frame;GRAPH-q=text, keys from a fixed list. */
(function () {
  'use strict';
  var SVG = 'http://www.w3.org/2000/svg', HTML = 'http://www.w3.org/1999/xhtml';
  var PAD = 3, GAP = 1, BASELINE = 13, LONGEST_QUERY = 200, SPECIAL = /[\\^$.*+?()[\]{}|]/g; /* as flame_svg.c draws */

  function el(ns, name, attrs, text) {
    var e = document.createElementNS(ns, name);
    for (var k in attrs) e.setAttribute(k, attrs[k]);
    if (text !== undefined) e.textContent = text;
    return e;
  }

  /* ---- the fragment ---- */
  function fragment() {
    var parts = location.hash.slice(1).split(';'), state = { place: parts[0], pairs: [] };
    for (var i = 1; i < parts.length; i++) {
      var at = parts[i].indexOf('=');
      if (at > 0) state.pairs.push([parts[i].slice(0, at), parts[i].slice(at + 1)]);
    }
    return state;
  }
  function read(key) {
    var found = fragment().pairs.filter(function (p) { return p[0] === key; })[0];
    try { return found ? decodeURIComponent(found[1]) : ''; } catch (e) { return ''; }
  }
  function write(key, value, step) {
    var f = fragment(), pairs = f.pairs.filter(function (p) { return p[0] !== key; });
    if (value) pairs.push([key, encodeURIComponent(value)]);
    var hash = '#' + [f.place].concat(pairs.map(function (p) { return p.join('='); })).join(';');
    if (hash === location.hash || (hash === '#' && !location.hash)) return;
    try { history[step ? 'pushState' : 'replaceState'](null, '', hash); } catch (e) { /* a sandbox without history */ }
  }

  /* ---- what is drawn ---- */
  function hash32(h, text) { /* FNV-1a over code units: names a frame in a link by its stack */
    for (var i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 16777619) >>> 0;
    return Math.imul(h ^ 59, 16777619) >>> 0;
  }
  function frameOf(g, i) {
    var rect = g.querySelector('rect'), title = g.querySelector('title').textContent, cut = title.indexOf('\n');
    return { i: i, g: g, rect: rect, text: g.querySelector('text'), name: title.slice(0, cut), about: title.slice(cut + 1),
      x: +rect.getAttribute('x'), w: +rect.getAttribute('width'), y: +rect.getAttribute('y'), depth: 0, parent: null, end: i };
  }
  function frames(group) {
    var all = Array.prototype.map.call(group.children, frameOf), path = [];
    var row = +all[0].rect.getAttribute('height') + GAP;
    all.forEach(function (f) { /* depth first: a caller is the last frame met one row nearer to the root */
      f.depth = Math.round(Math.abs(f.y - all[0].y) / row);
      path.length = f.depth;
      f.parent = path[f.depth - 1] || null;
      path[f.depth] = f;
      f.id = hash32(f.parent ? f.parent.id : 2166136261, f.name);
      for (var p = f; p; p = p.parent) p.end = f.i;
    });
    return all;
  }

  function Graph(svg) {
    this.svg = svg;
    this.key = svg.getAttribute('data-k');
    this.all = frames(svg.querySelector('.fl-f'));
    var gone = svg.querySelector('.fl-gone');
    this.gone = gone ? Array.prototype.map.call(gone.querySelectorAll('g'), frameOf) : [];
    this.root = this.all[0];
    this.up = this.all.length > 1 && this.all[1].y > this.root.y ? -1 : 1;
    this.from = this.root.x; /* left edge of the drawing */
    this.width0 = this.width = this.root.w;
    this.zoomed = this.root;
    this.current = this.root;
    this.hits = [];
    this.box = svg.closest('.fl');
    this.measure();
    this.tools();
    this.listen();
    this.search(false);
    this.mark();
    this.restore();
    this.fit();
  }
  var G = Graph.prototype;

  /* The advance of a character: the drawing was cut for a guess, the reader's font may differ. */
  G.measure = function () {
    var probe = el(SVG, 'text', { visibility: 'hidden' }, '0123456789');
    this.root.g.parentNode.appendChild(probe);
    this.cell = (probe.getComputedTextLength && probe.getComputedTextLength() / 10) || 6.93;
    probe.remove();
  };
  function wide(c) { return c >= 0x1100 && (c <= 0x115f || (c >= 0x2e80 && c <= 0xd7a3) || (c >= 0xf900 && c <= 0xfaff) ||
    (c >= 0xfe30 && c <= 0xfe6f) || (c >= 0xff00 && c <= 0xff60) || c >= 0x1f300); }
  G.label = function (name, width) {
    var room = Math.floor((width - 2 * PAD) / this.cell), used = 0, cut = 0, chars;
    if (room < 1) return '';
    if (name.length <= room && /^[ -~]*$/.test(name)) return name;
    chars = Array.from(name.slice(0, 2 * room + 2));
    for (var i = 0; i < chars.length; i++) {
      used += wide(chars[i].codePointAt(0)) ? 2 : 1;
      if (used <= room - 2) cut = i + 1;
      if (used > room) return room > 4 ? chars.slice(0, cut).join('') + '..' : '';
    }
    return name;
  };

  G.show = function (f, x, w, dim) {
    f.g.removeAttribute('display');
    f.g.classList.toggle('dim', dim);
    f.rect.setAttribute('x', x.toFixed(2));
    f.rect.setAttribute('width', Math.max(w, 0.1).toFixed(2));
    var label = this.label(f.name, w);
    if (label && !f.text) {
      f.text = f.g.appendChild(el(SVG, 'text', { y: f.y + BASELINE, stroke: 'none' }));
    }
    if (!f.text) return;
    f.text.setAttribute('x', (x + PAD).toFixed(2));
    f.text.textContent = label;
  };
  G.draw = function () {
    var z = this.zoomed, k = this.width / z.w, over = [], self = this;
    for (var p = z.parent; p; p = p.parent) over[p.i] = true;
    this.all.forEach(function (f) {
      if (over[f.i]) self.show(f, self.from, self.width, true);
      else if (f.i < z.i || f.i > z.end) f.g.setAttribute('display', 'none');
      else self.show(f, self.from + (f.x - z.x) * k, f.w * k, false);
    });
    k = this.width / this.width0;
    this.gone.forEach(function (f) { self.show(f, self.from + (f.x - self.from) * k, f.w * k, false); });
    this.reset.disabled = z === this.root;
    this.mark();
    this.matched();
  };
  /* The picture follows the width of its place, so that text keeps its size; a drawing of its own keeps the width it has.
   * Where it fits as it came it stays as it came. */
  G.fit = function () {
    var self = this, place = this.box && this.svg.parentNode;
    if (!place || !window.ResizeObserver) return;
    new ResizeObserver(function (entries) {
      var w = Math.floor(entries[0].contentRect.width);
      if (w < 200 || w === self.width + 2 * self.from) return;
      self.width = w - 2 * self.from;
      self.svg.setAttribute('viewBox', '0 0 ' + w + ' ' + self.svg.viewBox.baseVal.height);
      self.svg.setAttribute('width', w);
      self.draw();
    }).observe(place);
  };

  /* ---- pointing ---- */
  function around(overlay, f) {
    if (!f || f.g.hasAttribute('display')) return overlay.setAttribute('display', 'none');
    ['x', 'y', 'width', 'height'].forEach(function (a) { overlay.setAttribute(a, f.rect.getAttribute(a)); });
    overlay.removeAttribute('display');
  }
  G.mark = function () {
    around(this.ring, this.focused ? this.current : null);
    around(this.hover, this.pointed);
    var f = this.pointed || (this.focused || this.chosen ? this.current : null), about;
    this.copyName.hidden = this.copyStack.hidden = !this.chosen;
    if (!f) {
      this.what.textContent = '';
      this.figures.textContent = 'Click or Enter zooms, Esc resets, arrow keys move.';
      return;
    }
    about = f.about;
    if (f.parent) about += ', ' + (100 * f.w / f.parent.w).toFixed(1) + ' % of ' + (this.svg.classList.contains('fl-rev') ? 'what it calls' : 'its caller');
    this.what.textContent = f.name;
    this.figures.textContent = about;
  };
  G.select = function (f, focus) {
    var old = this.current.g;
    old.removeAttribute('tabindex');
    old.removeAttribute('role');
    this.current = f;
    f.g.setAttribute('tabindex', '0');
    f.g.setAttribute('role', 'button');
    if (focus) {
      this.chosen = true;
      f.g.focus({ preventScroll: true });
      if (f.g.scrollIntoView) f.rect.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    }
    this.mark();
  };
  G.zoom = function (f, step) {
    this.zoomed = f;
    if (this.current.g.hasAttribute('display')) this.select(f, false);
    this.draw();
    write(this.key + '-z', f === this.root ? '' : f.id.toString(16), step);
  };
  /* The frame next to f: the widest child, the caller, or a neighbour of the row that is shown. */
  G.next = function (f, key) {
    var list = f.gone ? this.gone : this.all, way = key === 'ArrowRight' ? 1 : -1, kids, self = this;
    if (key === 'Home') return this.zoomed;
    if (key === 'ArrowLeft' || key === 'ArrowRight') {
      for (var i = f.i + way; i >= 0 && i < list.length; i += way)
        if (list[i].depth === f.depth && !list[i].g.hasAttribute('display')) return list[i];
      return null;
    }
    if ((key === 'ArrowUp') === (this.up > 0)) {
      if (f.gone) return this.root;
      kids = this.all.slice(f.i + 1, f.end + 1).filter(function (c) { return c.parent === f && !c.g.hasAttribute('display'); });
      return kids.reduce(function (a, c) { return !a || c.w > a.w ? c : a; }, null);
    }
    return f.gone ? null : f.parent || self.gone[0] || null;
  };
  G.key_ = function (e) {
    var f = this.current, to;
    if (e.ctrlKey || e.altKey || e.metaKey) return;
    if (e.key === 'Enter' || e.key === ' ') { if (!f.gone) this.zoom(f, true); }
    else if (e.key === 'Escape' || e.key === '0') this.zoom(this.root, this.zoomed !== this.root);
    else if (e.key === '/') this.query.focus();
    else if (e.key === 'n' || e.key === 'N') this.step(e.key === 'n' ? 1 : -1);
    else if (/^(Arrow(Up|Down|Left|Right)|Home)$/.test(e.key)) { to = this.next(f, e.key); if (to) this.select(to, true); }
    else return;
    e.preventDefault();
  };

  /* ---- search ---- */
  G.search = function (save) {
    var text = this.query.value, test = null, self = this;
    this.query.removeAttribute('aria-invalid');
    if (text) {
      try {
        var re = new RegExp(this.regex.checked ? text : text.replace(SPECIAL, '\\$&'), this.exact.checked ? 'u' : 'iu');
        test = function (f) { return re.test(f.name); };
      } catch (e) {
        this.query.setAttribute('aria-invalid', 'true');
      }
    }
    this.hits = test ? this.all.concat(this.gone).filter(test) : [];
    this.svg.classList.toggle('searched', this.hits.length > 0);
    this.all.concat(this.gone).forEach(function (f) { f.g.classList.toggle('hit', false); });
    this.hits.forEach(function (f) { f.g.classList.toggle('hit', true); });
    this.bad = text && !test;
    this.matched();
    if (!save) return;
    write(self.key + '-q', text.slice(0, LONGEST_QUERY));
    write(self.key + '-m', text ? (this.regex.checked ? 'r' : '') + (this.exact.checked ? 'c' : '') : '');
  };
  /* Share of what is shown under frames that match: a match inside a match counts once. */
  G.matched = function () {
    var z = this.zoomed, sum = 0, n = 0, past = -1;
    this.hits.forEach(function (f) {
      if (f.gone || f.i < z.i || f.i > z.end) return;
      n++;
      if (f.i <= past) return;
      past = f.end;
      sum += f.w;
    });
    /* A frame that calls the zoomed one and matches covers all that is shown. */
    if (this.hits.some(function (f) { return !f.gone && f.i < z.i && f.end >= z.end; })) sum = z.w;
    this.out.textContent = this.bad ? 'not a regular expression' : !this.query.value ? '' :
      n + (n === 1 ? ' frame, ' : ' frames, ') + (100 * Math.min(1, sum / z.w)).toFixed(1) + ' % of what is shown';
    this.prev.disabled = this.nextHit.disabled = this.hits.length === 0;
  };
  G.step = function (way) {
    var shown = this.hits.filter(function (f) { return !f.g.hasAttribute('display'); }), at;
    if (!shown.length && this.hits.length) { /* all matches lie outside what is zoomed to */
      this.zoom(this.root, true);
      shown = this.hits;
    }
    if (!shown.length) return;
    at = shown.indexOf(this.current);
    if (at < 0 && way < 0) at = 0;
    this.select(shown[(at + way + shown.length) % shown.length], true);
  };

  /* ---- the tools, made here: they are of no use without a script ---- */
  G.tools = function () {
    var self = this, bar, info, area;
    function button(text, about, click) {
      var b = el(HTML, 'button', { type: 'button', 'class': 'fl-b', title: about }, text);
      if (text.length === 1) b.setAttribute('aria-label', about);
      b.addEventListener('click', click);
      return b;
    }
    function check(text, label) {
      var l = el(HTML, 'label', { 'class': 'fl-c', title: label }), c = el(HTML, 'input', { type: 'checkbox' });
      l.append(c, text);
      c.addEventListener('change', function () { self.search(true); });
      self[text === 'Regex' ? 'regex' : 'exact'] = c;
      return l;
    }
    function copy(what) {
      return function () { put(what === 'name' ? self.current.name : self.stack(self.current), this); };
    }
    this.query = el(HTML, 'input', { type: 'search', 'aria-label': 'Find frames', placeholder: 'Find frames', spellcheck: 'false',
      autocomplete: 'off', maxlength: LONGEST_QUERY });
    this.prev = button('\u2039', 'Previous match', function () { self.step(-1); });
    this.nextHit = button('\u203a', 'Next match', function () { self.step(1); });
    this.reset = button('Reset zoom', 'Show all frames', function () { self.zoom(self.root, true); });
    this.reset.disabled = true;
    this.out = el(HTML, 'span', { 'class': 'fl-out', role: 'status' });
    this.copyName = button('Copy name', 'Copy the name of the chosen frame', copy('name'));
    this.copyStack = button('Copy stack', 'Copy the stack of the chosen frame', copy('stack'));
    this.what = el(HTML, 'bdi', { 'class': 'fl-what' });
    this.figures = el(HTML, 'span', {});
    bar = el(HTML, 'div', { 'class': 'fl-bar' });
    bar.append(this.query, check('Regex', 'Read the text as a regular expression'), check('Match case', 'Tell a from A'),
      this.prev, this.nextHit, this.reset, this.out);
    if (!this.box && this.svg.querySelector('.q4')) {
      var view = button('Head only', 'Colour by whose code it is, without the base', function () {
        this.setAttribute('aria-pressed', String(self.svg.classList.toggle('fl-own')));
      });
      view.setAttribute('aria-pressed', String(this.svg.classList.contains('fl-own')));
      bar.insertBefore(view, this.out);
    }
    info = el(HTML, 'div', { 'class': 'fl-info' });
    area = el(HTML, 'div', { 'class': 'fl-say' });
    area.append(this.what, this.figures);
    info.append(area, this.copyName, this.copyStack);
    this.hover = this.svg.appendChild(el(SVG, 'rect', { 'class': 'fl-hover', display: 'none' }));
    this.ring = this.svg.appendChild(el(SVG, 'rect', { 'class': 'fl-ring', display: 'none' }));
    if (this.box) {
      this.svg.parentNode.before(bar);
      this.svg.parentNode.after(info);
    } else {
      this.place(bar, '.fl-top');
      this.place(info, '.fl-bottom');
    }
  };
  /* A drawing of its own keeps two bands free for the tools. */
  G.place = function (tools, band) {
    var b = this.svg.querySelector(band), o = el(SVG, 'foreignObject', {});
    ['x', 'y', 'width', 'height'].forEach(function (a) { o.setAttribute(a, b.getAttribute(a)); });
    o.append(tools);
    b.before(o);
  };
  G.stack = function (f) {
    var names = [];
    for (; f && f !== this.root; f = f.parent) names.unshift(f.name);
    return names.join(';');
  };
  function put(text, button) {
    var was = button.textContent;
    function done(ok) {
      button.textContent = ok ? 'Copied' : 'Not allowed here';
      setTimeout(function () { button.textContent = was; }, 1500);
    }
    if (navigator.clipboard && window.isSecureContext) {
      return navigator.clipboard.writeText(text).then(function () { done(true); }, function () { done(old(text, button)); });
    }
    done(old(text, button));
  }
  function old(text, button) {
    var t = el(HTML, 'textarea', { 'class': 'fl-clip', readonly: '' }), ok = false;
    t.value = text;
    button.after(t);
    t.select();
    try { ok = document.execCommand('copy'); } catch (e) { ok = false; }
    t.remove();
    button.focus();
    return ok;
  }

  G.at = function (e) {
    var g = e.target.closest && e.target.closest('g'), list;
    if (!g || !this.svg.contains(g)) return null;
    list = this.all.concat(this.gone);
    for (var i = 0; i < list.length; i++) if (list[i].g === g) return list[i];
    return null;
  };
  G.listen = function () {
    var self = this, svg = this.svg;
    this.gone.forEach(function (f) { f.gone = true; f.depth = -1; });
    svg.addEventListener('click', function (e) {
      var f = self.at(e);
      if (!f) return;
      self.select(f, true);
      if (!f.gone) self.zoom(f, f !== self.zoomed);
    });
    svg.addEventListener('mouseover', function (e) { self.pointed = self.at(e); self.mark(); });
    svg.addEventListener('mouseleave', function () { self.pointed = null; self.mark(); });
    svg.addEventListener('focusin', function (e) { self.focused = !!self.at(e); if (self.focused) self.chosen = true; self.mark(); });
    svg.addEventListener('focusout', function () { self.focused = false; self.mark(); });
    svg.addEventListener('keydown', function (e) { if (self.at(e)) self.key_(e); });
    this.query.addEventListener('input', function () { self.search(true); });
    this.query.addEventListener('keydown', function (e) {
      if (e.key === 'Enter') self.step(e.shiftKey ? -1 : 1);
      else if (e.key === 'Escape') { self.query.value = ''; self.search(true); }
      else return;
      e.preventDefault();
    });
    this.views().forEach(function (v) {
      v.addEventListener('change', function () { write(self.key + '-v', v.value === 'head' ? 'head' : ''); });
    });
    window.addEventListener('hashchange', function () { self.restore(); });
    window.addEventListener('popstate', function () { self.restore(); });
    this.select(this.root, false);
  };
  G.views = function () {
    return this.box ? Array.prototype.slice.call(this.box.querySelectorAll('input[type=radio]')) : [];
  };
  G.restore = function () {
    var z = parseInt(read(this.key + '-z'), 16), q = read(this.key + '-q').slice(0, LONGEST_QUERY), m = read(this.key + '-m');
    var v = read(this.key + '-v') === 'head' ? 'head' : 'diff';
    var to = this.all.filter(function (f) { return f.id === z; })[0] || this.root;
    this.views().forEach(function (r) { r.checked = r.value === v; });
    if (this.query.value !== q || this.regex.checked !== /r/.test(m) || this.exact.checked !== /c/.test(m)) {
      this.query.value = q;
      this.regex.checked = /r/.test(m);
      this.exact.checked = /c/.test(m);
      this.search(false);
    }
    if (to === this.zoomed) return;
    this.zoomed = to;
    if (this.current.i < to.i || this.current.i > to.end) this.select(to, false);
    this.draw();
  };

  /* ---- the table of functions behind a graph ---- */
  function tableOf(box) {
    for (var e = box.nextElementSibling; e && !e.classList.contains('fl'); e = e.nextElementSibling) {
      var table = e.querySelector('table.fn');
      if (table) return table;
    }
    return null;
  }
  /* A row finds its frames in the graph. */
  function find(graph, table) {
    Array.prototype.forEach.call(table.querySelectorAll('tbody th > bdi'), function (name) {
      var b = el(HTML, 'button', { type: 'button', 'class': 'fl-find', title: 'Find its frames in the graph' });
      name.before(b);
      b.append(name);
      b.addEventListener('click', function () {
        graph.query.value = '^' + name.textContent.replace(SPECIAL, '\\$&') + '$';
        graph.regex.checked = graph.exact.checked = true;
        graph.search(true);
        graph.step(1);
        graph.svg.scrollIntoView({ block: 'nearest' });
      });
    });
  }
  function sortable(table) {
    var body = table.tBodies[0], first = Array.prototype.slice.call(body.rows);
    Array.prototype.forEach.call(table.tHead.rows[0].cells, function (th) {
      var kind = th.getAttribute('data-sort'), b;
      if (!kind) return;
      function key(row) {
        var cell = row.cells[th.cellIndex];
        return kind === 'number' ? +cell.getAttribute('data-v') : cell.textContent;
      }
      b = el(HTML, 'button', { type: 'button', 'class': 'sort' });
      b.append.apply(b, Array.prototype.slice.call(th.childNodes));
      th.append(b);
      b.addEventListener('click', function () {
        var begin = kind === 'number' && th.cellIndex > 0 ? 'descending' : 'ascending', was = th.getAttribute('aria-sort');
        var now = !was ? begin : was === begin ? (begin === 'ascending' ? 'descending' : 'ascending') : '';
        Array.prototype.forEach.call(th.parentNode.cells, function (h) { h.removeAttribute('aria-sort'); });
        if (now) th.setAttribute('aria-sort', now);
        var rows = first.map(function (row, i) { return [now ? key(row) : 0, i, row]; });
        rows.sort(function (a, b) {
          if (a[0] === b[0]) return a[1] - b[1];
          return (a[0] < b[0]) === (now === 'ascending') ? -1 : 1;
        });
        rows.forEach(function (r) { body.append(r[2]); });
      });
    });
  }

  Array.prototype.forEach.call(document.querySelectorAll('svg.fl-svg'), function (svg) {
    if (!svg.querySelector('.fl-f > g')) return;
    var graph = new Graph(svg), table = graph.box && tableOf(graph.box);
    if (!table) return;
    find(graph, table);
    sortable(table);
  });
})();
