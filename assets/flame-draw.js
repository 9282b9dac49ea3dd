/* The picture of a flame graph. It begins as it was drawn; other frames come from a pool of elements, and none is made twice. */
(function (F) {
  'use strict';
  const SVG = 'http://www.w3.org/2000/svg';
  const ROW = 18, RECT = 17, PAD = 3, BASELINE = 13, STRIP = 24; /* as flame_svg.c draws */
  const NARROWEST = 0.5, MOST = 6000, MOST_GONE = 40; /* pixels; frames */

  F.el = function (ns, name, attributes, text) {
    const e = document.createElementNS(ns, name);
    for (const k in attributes) e.setAttribute(k, attributes[k]);
    if (text !== undefined) e.textContent = text;
    return e;
  };

  const isWide = (c) => c >= 0x1100 && (c <= 0x115f || (c >= 0x2e80 && c <= 0xd7a3) || (c >= 0xf900 && c <= 0xfaff) ||
    (c >= 0xfe30 && c <= 0xfe6f) || (c >= 0xff00 && c <= 0xff60) || c >= 0x1f300);
  /* The head of a name that fits into so many cells, as flame_text.c cuts it. */
  function label(name, room) {
    if (room < 1) return '';
    if (name.length <= room && /^[ -~]*$/.test(name)) return name;
    const chars = Array.from(name.slice(0, 2 * room + 2));
    let used = 0, cut = 0;
    for (let i = 0; i < chars.length; i++) {
      used += isWide(chars[i].codePointAt(0)) ? 2 : 1;
      if (used <= room - 2) cut = i + 1;
      if (used > room) return room > 4 ? chars.slice(0, cut).join('') + '..' : '';
    }
    return name;
  }

  /* Rows under zoomed that are wide enough to be seen, callers before callees; of too many the widest, and of these the lower. */
  function visible(tree, zoomed, least) {
    const total = tree.total[tree.side], rows = [];
    for (let i = zoomed; i <= tree.end[zoomed]; i++) {
      if (i === zoomed || (total[i] > 0 && total[i] >= least)) rows.push(i);
      else i = tree.end[i];
    }
    if (rows.length <= MOST) return rows;
    rows.sort((a, b) => total[b] - total[a] || Math.abs(tree.depth[a]) - Math.abs(tree.depth[b]) || a - b);
    return rows.slice(0, MOST).sort((a, b) => a - b);
  }

  F.Picture = class {
    constructor(svg, t) {
      const home = svg.querySelector('.fl-f'), strip = svg.querySelector('.fl-gone');
      const frame = (g, row) => ({ g, row, home: true, on: true });
      this.svg = svg;
      this.t = t;
      this.home = { tree: t.tree, frames: Array.from(home.children, (g, k) => frame(g, t.drawn[k])), group: home };
      this.homeStrip = { group: strip, frames: strip ? Array.from(strip.querySelectorAll('g'), (g, k) => frame(g, t.gone[k])) : [] };
      this.frameOf = new WeakMap();
      this.home.frames.concat(this.homeStrip.frames).forEach((f) => this.frameOf.set(f.g, f));
      this.homeStrip.frames.forEach((f) => { f.gone = true; });
      this.free = [];
      this.stripMade = [];
      this.own = this.homeOwn = svg.classList.contains('fl-self'); /* frames are coloured by the change of self */
      this.paper = svg.querySelector('.fl-paper');
      this.makeGroups(home, strip);
      this.measure();
      this.setTree(t.tree, this.homeAway);
      this.rows = t.drawn;
    }
    makeGroups(home, strip) {
      const like = strip || home;
      this.more = home.cloneNode(false);
      home.after(this.more);
      this.moreStrip = like.cloneNode(false);
      this.moreStrip.setAttribute('class', 'fl-gone');
      this.moreStrip.setAttribute('display', 'none');
      (strip || this.more).after(this.moreStrip);
      this.caption = strip ? strip.querySelector('text').cloneNode(true) : F.el(SVG, 'text', { 'class': 'fl-words', stroke: 'none' });
      this.moreStrip.append(this.caption);
    }
    /* Where the drawing stands, and the advance of a character: it was cut for a guess, the reader's font may differ. */
    measure() {
      const { frames, tree } = this.home, at = (f, a) => +f.g.querySelector('rect').getAttribute(a);
      const other = frames.find((f) => tree.depth[f.row] > 0);
      const probe = F.el(SVG, 'text', { visibility: 'hidden' }, '0123456789');
      this.left = at(frames[0], 'x');
      this.y0 = at(frames[0], 'y');
      this.width = this.width0 = at(frames[0], 'width');
      this.homeAway = other && at(other, 'y') > this.y0 ? 1 : -1;
      this.homeReach = frames.reduce((most, f) => Math.max(most, tree.depth[f.row]), 0);
      this.height0 = +this.svg.getAttribute('height');
      this.top0 = this.homeAway < 0 ? this.y0 - this.homeReach * ROW : this.y0;
      this.bottom0 = this.homeAway < 0 ? this.y0 + ROW : this.y0 + (this.homeReach + 1) * ROW;
      if (this.homeStrip.group) this.bottom0 += STRIP + ROW;
      this.home.group.append(probe);
      this.cell = (probe.getComputedTextLength && probe.getComputedTextLength() / 10) || 6.93;
      probe.remove();
    }

    /* ---- what is drawn ---- */

    /* Another tree, or the same in another direction: away is 1 where callees stand below, -1 where they stand above. */
    setTree(tree, away) {
      const isHome = tree === this.t.tree;
      if (this.byRow) this.byRow.forEach((f) => { if (!f.home) this.release(f); });
      this.tree = tree;
      this.away = tree.half < tree.n ? 1 : away;
      this.byRow = new Map(isHome ? this.home.frames.map((f) => [f.row, f]) : []);
      this.home.group[isHome ? 'removeAttribute' : 'setAttribute']('display', 'none');
      this.reach = isHome ? (this.away < 0 ? [this.homeReach, 0] : [0, this.homeReach]) : [0, 0];
      this.stripRows = isHome ? this.t.gone : this.t.base ? F.goneRows(tree, MOST_GONE) : [];
      this.stripOf = new Map(isHome ? this.homeStrip.frames.map((f) => [f.row, f]) : []);
      if (this.homeStrip.group) this.homeStrip.group[isHome ? 'removeAttribute' : 'setAttribute']('display', 'none');
      this.moreStrip[isHome || !this.stripRows.length ? 'setAttribute' : 'removeAttribute']('display', 'none');
      this.stripMade.forEach((f) => this.release(f));
      this.stripMade = [];
    }
    release(f) {
      f.on = false;
      f.g.setAttribute('display', 'none');
      if (!f.home) this.free.push(f);
    }
    take(row, group, gone) {
      let f = this.free.pop();
      if (!f) {
        f = { g: F.el(SVG, 'g', {}), home: false, on: false };
        f.title = f.g.appendChild(F.el(SVG, 'title', {}));
        f.rect = f.g.appendChild(F.el(SVG, 'rect', { height: RECT }));
        this.frameOf.set(f.g, f);
      }
      if (f.g.parentNode !== group) group.append(f.g);
      f.row = row;
      f.gone = gone;
      f.dim = f.hit = false;
      f.g.setAttribute('class', F.classOf(this.t, this.tree, row, this.own));
      f.name = F.nameOf(this.t, this.tree.name[row]);
      this.entitle(f);
      f.label = null;
      return f;
    }
    entitle(f) {
      f.note = F.noteOf(this.t, this.tree, f.row);
      f.title.textContent = f.name + '\n' + F.about(this.t, this.tree, f.row, this.own) + (f.note && '\n' + f.note);
    }
    show(f, x, w, y, dim) {
      const width = Math.max(w, 0.1).toFixed(2), left = x.toFixed(2);
      if (!f.rect) {
        f.rect = f.g.querySelector('rect');
        f.text = f.g.querySelector('text');
        f.name = F.nameOf(this.t, this.tree.name[f.row]);
      }
      if (!f.on) { f.g.removeAttribute('display'); f.on = true; }
      if (f.dim !== dim) { f.g.classList.toggle('dim', dim); f.dim = dim; }
      if (f.x !== left) { f.rect.setAttribute('x', left); if (f.text) f.text.setAttribute('x', (x + PAD).toFixed(2)); f.x = left; }
      if (f.y !== y) { f.rect.setAttribute('y', y); if (f.text) f.text.setAttribute('y', y + BASELINE); f.y = y; }
      if (f.w === width && f.label !== null) return;
      f.rect.setAttribute('width', width);
      f.w = width;
      const text = label(f.name, Math.floor((w - 2 * PAD) / this.cell));
      if (text && !f.text) {
        f.text = f.g.appendChild(F.el(SVG, 'text', { x: (x + PAD).toFixed(2), y: y + BASELINE, stroke: 'none' }));
      }
      if (f.text && f.label !== text) f.text.textContent = text;
      f.label = text;
    }
    /* zoomed: the row that is as wide as the picture; its callers stand dimmed under it. */
    draw(zoomed) {
      const { tree, t } = this, total = tree.total[tree.side], k = total[zoomed] ? this.width / total[zoomed] : 0;
      const isWhole = tree === t.tree && zoomed === 0, over = [];
      for (let p = tree.parent[zoomed]; p >= 0; p = tree.parent[p]) over.unshift(p);
      const under = isWhole ? t.drawn : visible(tree, zoomed, NARROWEST / k);
      const rows = this.rows = over.concat(under), on = new Set(rows);
      this.byRow.forEach((f, row) => {
        if (on.has(row)) return;
        if (f.on) this.release(f);
        if (!f.home) this.byRow.delete(row);
      });
      rows.forEach((row, n) => {
        let f = this.byRow.get(row);
        if (!f) this.byRow.set(row, f = this.take(row, this.more, false));
        const y = this.y0 + this.away * tree.depth[row] * ROW;
        if (n < over.length) this.show(f, this.left, this.width, y, true);
        else this.show(f, this.left + (tree.at[row] - tree.at[zoomed]) * k, total[row] * k, y, false);
      });
      this.reach = rows.reduce(([up, down], row) => {
        const d = this.away * tree.depth[row];
        return [Math.max(up, -d), Math.max(down, d)];
      }, this.reach);
      this.drawStrip();
      this.size();
    }
    drawStrip() {
      const { tree, stripRows } = this, isHome = tree === this.t.tree;
      if (!stripRows.length) return;
      const k = this.width / (this.t.tree.total[0][0] || 1);
      const y = this.y0 + (this.reach[1] + 1) * ROW + STRIP, caption = isHome ? this.homeStrip.group.querySelector('text') : this.caption;
      let x = this.left;
      stripRows.forEach((row) => {
        let f = this.stripOf.get(row);
        if (!f) {
          f = this.take(row, this.moreStrip, true);
          this.stripOf.set(row, f);
          this.stripMade.push(f);
        }
        this.show(f, x, tree.total[0][row] * k, y, false);
        x += tree.total[0][row] * k;
      });
      caption.setAttribute('x', this.left);
      caption.setAttribute('y', y - 7);
      if (!isHome) {
        const sum = stripRows.reduce((n, row) => n + tree.total[0][row], 0);
        caption.textContent = 'Gone: ' + F.share(sum / this.t.whole[0]) + ' of base in the widest ' + stripRows.length;
      }
    }
    /* Room for what is drawn. A drawing of its own moves its head up and its foot down. */
    size() {
      const top = this.y0 - this.reach[0] * ROW;
      const bottom = this.y0 + (this.reach[1] + 1) * ROW + (this.stripRows.length ? STRIP + ROW : 0);
      const extra = this.paper && this.barPlace ? Math.max(0, this.barHeight - this.band) : 0;
      const from = this.paper ? top - this.top0 - extra : top, foot = this.height0 - this.bottom0;
      const height = this.paper ? bottom + foot - from : bottom - top + 2, w = this.width + 2 * this.left;
      const box = [0, from, w, height].join(' ');
      if (box + ' ' + this.barHeight === this.sized) return;
      this.sized = box + ' ' + this.barHeight;
      this.svg.setAttribute('viewBox', box);
      this.svg.setAttribute('width', w);
      this.svg.setAttribute('height', height);
      if (!this.paper) return;
      this.paper.setAttribute('y', from);
      this.paper.setAttribute('height', height);
      const heads = Array.from(this.svg.children).filter((e) => e.localName === 'g' && e.compareDocumentPosition(this.home.group) & 4);
      heads.forEach((g, n) => g.setAttribute('transform', 'translate(0 ' + (n === 0 ? from : top - this.top0) + ')'));
      if (!this.barPlace) return;
      this.barPlace.setAttribute('y', this.bandY + from);
      this.barPlace.setAttribute('height', Math.max(this.band, this.barHeight));
      this.infoPlace.setAttribute('y', bottom + 4);
    }
    recolour(own) {
      if (own === this.own) return;
      this.own = own;
      const all = [this.byRow, this.stripOf];
      all.forEach((frames) => frames.forEach((f) => {
        if (f.home && f.first === undefined) f.first = f.g.getAttribute('class').replace(/ (dim|hit)\b/g, '');
        const words = f.home && own === this.homeOwn ? f.first : F.classOf(this.t, this.tree, f.row, own);
        if (!f.home) this.entitle(f);
        f.g.setAttribute('class', words + (f.dim ? ' dim' : '') + (f.hit ? ' hit' : ''));
      }));
    }
    /* hit: by name, or nothing. */
    light(hit) {
      const each = (f) => {
        const name = this.tree.name[f.row], is = Boolean(hit && name >= 0 && hit[name]);
        if (Boolean(f.hit) === is) return;
        f.g.classList.toggle('hit', is);
        f.hit = is;
      };
      this.byRow.forEach(each);
      this.stripOf.forEach(each);
    }
    /* Name, figures and notes of a frame. As it was drawn names are whole, and so are counts past 2^53. */
    words(f) {
      const about = () => F.about(this.t, this.tree, f.row, this.own);
      if (!f.home) return [f.name, about(), f.note];
      const lines = f.g.querySelector('title').textContent.split('\n');
      return [lines[0], this.t.shift && this.own === this.homeOwn ? lines[1] : about(), lines.slice(2).join('; ')];
    }
    frame(row, gone) {
      const f = (gone ? this.stripOf : this.byRow).get(row);
      return f && f.on ? f : null;
    }
  };
  F.SVG = SVG;
  F.ROW = ROW;
})(window.perfpageFlame);
