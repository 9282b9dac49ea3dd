/* The tools of a flame graph, made here because they are of no use without a script: a bar, a panel for what is rarely wanted, a
 * line of notes, and the details of a frame. They know nothing of the graph: they call what they are given. */
(function (F) {
  'use strict';
  const HTML = 'http://www.w3.org/1999/xhtml';
  const KEYS = [['Click or Enter', 'zooms'], ['Esc or 0', 'shows all'], ['arrows', 'move between frames'], ['Home', 'goes to the zoomed frame'],
    ['/', 'searches'], ['n N', 'next and previous match'], ['c', 'merges callers'], ['s', 'callers and callees of the frame'],
    ['r', 'root on top or below'], ['?', 'this panel']];

  const make = (name, attributes, text) => F.el(HTML, name, attributes, text);
  function button(text, about, click) {
    const b = make('button', { type: 'button', 'class': 'fl-b', title: about }, text);
    if (text.length === 1) b.setAttribute('aria-label', about);
    b.addEventListener('click', click);
    return b;
  }
  function check(text, about, change) {
    const l = make('label', { 'class': 'fl-c', title: about }), c = make('input', { type: 'checkbox' });
    l.append(c, text);
    c.addEventListener('change', change);
    return [l, c];
  }
  function field(kind, about, placeholder) {
    return make('input', { type: kind, 'aria-label': about, placeholder, spellcheck: 'false', autocomplete: 'off', autocapitalize: 'off',
      maxlength: F.LONGEST });
  }

  /* does: what the tools call. has: { base, runtime }, whether there is such a thing. */
  F.Tools = class {
    constructor(does, has) {
      this.does = does;
      this.bar = make('div', { 'class': 'fl-bar', role: 'group', 'aria-label': 'Tools of the graph' });
      this.panel = make('div', { 'class': 'fl-panel', hidden: '' });
      this.note = make('p', { 'class': 'fl-note', role: 'status', hidden: '' });
      this.makeSearch();
      this.makeViews();
      this.makePanel(has);
      this.makeDetails();
      this.top = make('div', { 'class': 'fl-tools' });
      this.top.append(this.bar, this.panel, this.note);
    }
    makeSearch() {
      const { does } = this, search = () => does.search();
      this.query = field('search', 'Find frames', 'Find frames');
      this.query.addEventListener('input', search);
      this.query.addEventListener('keydown', (e) => {
        if (e.key === 'Enter') does.step(e.shiftKey ? -1 : 1);
        else if (e.key === 'Escape') { this.query.value = ''; search(); }
        else return;
        e.preventDefault();
      });
      const [regex, r] = check('Regex', 'Read the text as a regular expression', search);
      const [exact, c] = check('Match case', 'Tell a from A', search);
      this.regex = r;
      this.exact = c;
      this.prev = button('\u2039', 'Previous match', () => does.step(-1));
      this.next = button('\u203a', 'Next match', () => does.step(1));
      this.out = make('span', { 'class': 'fl-out', role: 'status' });
      this.bar.append(this.query, this.prev, this.next, regex, exact);
    }
    makeViews() {
      const { does } = this, group = make('span', { 'class': 'fl-views', role: 'group', 'aria-label': 'View' });
      const view = (id, text, about) => button(text, about, () => does.view(id));
      this.views = { calls: view('calls', 'Calls', 'Callees on their callers'),
        callers: view('callers', 'Merged callers', 'Stacks turned round: functions by their own time, their callers on them'),
        sandwich: view('sandwich', 'Sandwich', 'Callers and callees of the chosen function') };
      group.append(this.views.calls, this.views.callers, this.views.sandwich);
      this.reset = button('Reset zoom', 'Show all frames', () => does.reset());
      this.reset.disabled = true;
      this.more = button('More', 'Colours, hidden frames, keys', () => this.open(this.panel.hidden));
      this.more.setAttribute('aria-expanded', 'false');
      this.bar.append(group, this.reset, this.more, this.out); /* what is found comes last: it moves nothing */
    }
    makePanel(has) {
      const { does } = this, [top, t] = check('Root on top', 'Turn the picture upside down', () => does.turn());
      const [runtime, r] = check('Runtime, collector and kernel', 'Hide frames that are not of your code, of libraries or of the network',
        () => does.hide());
      const hide = make('span', { 'class': 'fl-row' }), line = make('span', { 'class': 'fl-row' });
      this.onTop = t;
      this.runtime = r;
      this.pattern = field('text', 'Hide frames that match this regular expression', 'Regular expression');
      this.pattern.addEventListener('change', () => does.hide());
      this.pattern.addEventListener('keydown', (e) => { if (e.key === 'Enter') does.hide(); });
      hide.append('Hide', this.pattern, has.runtime ? runtime : '');
      if (has.base) {
        const l = make('label', { 'class': 'fl-c' }, 'Colour');
        this.colour = make('select', {});
        [['total', 'change of total share'], ['self', 'change of self share'], ['head', 'whose code, head only']].forEach(([value, text]) =>
          this.colour.append(make('option', { value }, text)));
        this.colour.addEventListener('change', () => does.colour(this.colour.value));
        l.append(this.colour);
        line.append(l);
      }
      line.append(top);
      const keys = make('p', { 'class': 'fl-keys' }, 'Keys: ');
      KEYS.forEach(([key, what], i) => keys.append(i ? ', ' : '', make('kbd', {}, key), ' ' + what));
      this.covered = make('p', { 'class': 'fl-keys' });
      this.panel.append(line, hide, keys, this.covered);
    }
    makeDetails() {
      const { does } = this, say = make('div', { 'class': 'fl-say' });
      this.info = make('div', { 'class': 'fl-info', role: 'group', 'aria-label': 'The chosen frame' });
      this.what = make('bdi', { 'class': 'fl-what' });
      this.figures = make('span', {});
      const copy = (text, about, what) => {
        const b = button(text, about, () => put(does.text(what), b));
        return b;
      };
      this.chosen = [button('Callers and callees', 'Sandwich of this function', () => does.view('sandwich')),
        copy('Copy name', 'Copy the name of the chosen frame', 'name'), copy('Copy stack', 'Copy the stack of the chosen frame', 'stack')];
      say.append(this.what, this.figures);
      this.info.append(say, ...this.chosen);
    }
    /* toIt: it was asked for from elsewhere in the picture */
    open(is, toIt) {
      this.panel.hidden = !is;
      if (is && toIt) this.panel.scrollIntoView({ block: 'nearest' });
      this.more.setAttribute('aria-expanded', String(is));
    }
    /* what is told of the whole view, nothing: no line */
    tell(text) {
      this.note.hidden = !text;
      if (this.note.textContent !== text) this.note.textContent = text;
    }
    details(name, figures, isChosen) {
      this.what.textContent = name;
      this.figures.textContent = figures;
      this.chosen.forEach((b) => { b.hidden = !isChosen; });
    }
    pressed(view) {
      for (const id in this.views) this.views[id].setAttribute('aria-pressed', String(id === view));
    }
  };

  /* ---- the clipboard, on a click alone ---- */
  function put(text, b) {
    const was = b.textContent;
    const done = (ok) => {
      b.textContent = ok ? 'Copied' : 'Not allowed here';
      setTimeout(() => { b.textContent = was; }, 1500);
    };
    if (!navigator.clipboard || !window.isSecureContext) return done(putOld(text, b));
    return navigator.clipboard.writeText(text).then(() => done(true), () => done(putOld(text, b)));
  }
  function putOld(text, b) {
    const t = make('textarea', { 'class': 'fl-clip', readonly: '' });
    let ok = false;
    t.value = text;
    b.after(t);
    t.select();
    try { ok = document.execCommand('copy'); } catch (e) { ok = false; }
    t.remove();
    b.focus();
    return ok;
  }

  /* A drawing of its own keeps two bands free for the tools; Tab comes to the upper one before the frames. */
  F.placeTools = function (svg, picture, tools) {
    const place = (e, band) => {
      const b = svg.querySelector(band), o = F.el(F.SVG, 'foreignObject', {});
      ['x', 'y', 'width', 'height'].forEach((a) => o.setAttribute(a, b.getAttribute(a)));
      o.append(e);
      b.before(o);
      return o;
    };
    picture.barPlace = place(tools.top, '.fl-top');
    picture.infoPlace = place(tools.info, '.fl-bottom');
    picture.bandY = +picture.barPlace.getAttribute('y');
    picture.band = picture.barHeight = +picture.barPlace.getAttribute('height');
    if (!window.ResizeObserver) return;
    new ResizeObserver((entries) => {
      const height = Math.ceil(entries[0].contentRect.height);
      if (height === picture.barHeight) return;
      picture.barHeight = height;
      picture.size();
    }).observe(tools.top);
  };
})(window.perfpageFlame);
