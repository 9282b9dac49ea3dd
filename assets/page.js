// What the page does beyond showing: theme, filter and order of the benchmark table, the place in the navigation.
// State lives in the fragment alone: #place;key=value;key=value. A script reads the keys it knows, and when it writes it keeps
// the pairs of the others as they are.
(() => {
  'use strict';
  const KEYS = ['b', 'only', 'sort'];
  const VERDICTS = ['fail', 'no-data', 'warn', 'cannot-decide', 'indeterminate', 'waived', 'pass', 'unmeasured'];
  const QUIET = ['pass', 'unmeasured'];
  const all = (selector, from) => Array.from((from || document).querySelectorAll(selector));
  const byId = (id) => document.getElementById(id);

  const pairs = () => location.hash.slice(1).split(';');
  const keyOf = (pair) => pair.slice(0, pair.indexOf('='));
  const decode = (text) => {
    try { return decodeURIComponent(text); } catch { return ''; }
  };
  function read() {
    const state = {};
    for (const pair of pairs().slice(1)) {
      if (KEYS.includes(keyOf(pair))) state[keyOf(pair)] = decode(pair.slice(pair.indexOf('=') + 1));
    }
    return state;
  }
  function write(state) {
    const old = pairs();
    const kept = old.slice(1).filter((pair) => pair && !KEYS.includes(keyOf(pair)));
    const own = KEYS.filter((key) => state[key]).map((key) => key + '=' + encodeURIComponent(state[key]));
    try { history.replaceState(null, '', '#' + [old[0], ...own, ...kept].join(';')); } catch { /* a sandbox may forbid it */ }
  }

  // ---- theme ----
  const theme = byId('theme');
  const prefersDark = matchMedia('(prefers-color-scheme: dark)');
  function isDark() {
    const chosen = document.documentElement.getAttribute('data-theme');
    return chosen ? chosen === 'dark' : prefersDark.matches;
  }
  const nameTheme = () => { theme.textContent = isDark() ? 'Light theme' : 'Dark theme'; };
  if (theme) {
    theme.hidden = false;
    nameTheme();
    prefersDark.addEventListener('change', nameTheme);
    theme.addEventListener('click', () => {
      document.documentElement.setAttribute('data-theme', isDark() ? 'light' : 'dark');
      nameTheme();
    });
  }

  // ---- benchmarks ----
  const table = document.querySelector('.bt');
  const tools = byId('bench-tools');
  const search = byId('bench-filter');
  const only = byId('bench-only');
  const shown = byId('bench-shown');
  let sort = '';

  const rowsOf = (body) => all('tr[id]', body);
  const rows = table ? rowsOf(table) : [];
  const first = new Map(rows.map((row, i) => [row, i]));
  const verdictOf = (row) => VERDICTS.findIndex((v) => row.cells[0].firstElementChild.classList.contains(v));
  const nameOf = (row) => row.cells[1].textContent;
  const isPressed = () => only.getAttribute('aria-pressed') === 'true';

  function number(cell) {
    const given = cell.getAttribute('data-v');
    const m = /-?[0-9.]+(e-?[0-9]+)?/.exec((given || cell.textContent).replace(/\u2212/g, '-').replace(/[\u202f\u00a0]/g, ''));
    return m ? Number(m[0]) : -Infinity;
  }
  const keys = {
    verdict: verdictOf,
    name: (row, column) => row.cells[column].textContent,
    number: (row, column) => number(row.cells[column]),
  };

  function order(wanted) {
    const heads = all('thead th', table);
    const m = /^([0-9]+)([ad])$/.exec(wanted || '');
    const column = m ? Number(m[1]) : -1;
    const head = heads[column];
    const kind = head && head.getAttribute('data-sort');
    sort = kind ? wanted : '';
    for (const h of heads) h.removeAttribute('aria-sort');
    if (kind) head.setAttribute('aria-sort', m[2] === 'a' ? 'ascending' : 'descending');
    const down = kind && m[2] === 'd';
    for (const body of table.tBodies) {
      const keyed = rowsOf(body).map((row) => [kind ? keys[kind](row, column) : 0, first.get(row), row]);
      keyed.sort((a, b) => (a[0] === b[0] ? a[1] - b[1] : (a[0] < b[0]) !== Boolean(down) ? -1 : 1));
      const after = body.querySelector('.geo');
      for (const entry of keyed) body.insertBefore(entry[2], after);
    }
  }

  function filter() {
    const text = search.value.toLowerCase();
    let n = 0;
    for (const row of rows) {
      const fits = nameOf(row).toLowerCase().includes(text) && !(isPressed() && QUIET.includes(VERDICTS[verdictOf(row)]));
      row.hidden = !fits;
      if (fits) n++;
    }
    shown.textContent = n + ' of ' + rows.length + ' shown';
  }
  function keep() {
    write({ b: search.value, only: isPressed() ? '1' : '', sort });
  }
  function press(on) {
    only.setAttribute('aria-pressed', on ? 'true' : 'false');
  }

  if (table && tools) {
    tools.hidden = false;
    all('thead th[data-sort]', table).forEach((th) => {
      const column = th.cellIndex;
      const button = document.createElement('button');
      button.type = 'button';
      button.className = 'sort';
      button.append(...th.childNodes);
      th.append(button);
      button.addEventListener('click', () => {
        const firstWay = th.getAttribute('data-sort') === 'number' ? 'd' : 'a';
        const other = firstWay === 'd' ? 'a' : 'd';
        order(sort === column + firstWay ? column + other : sort === column + other ? '' : column + firstWay);
        keep();
      });
    });
    search.addEventListener('input', () => { filter(); keep(); });
    only.addEventListener('click', () => { press(!isPressed()); filter(); keep(); });
  }

  // ---- places ----
  function restore() {
    const state = read();
    if (table && tools) {
      search.value = state.b || '';
      press(state.only === '1');
      order(state.sort);
      filter();
    }
    // With pairs behind it the browser does not find the place by itself.
    for (const e of all('.target')) e.classList.remove('target');
    const place = byId(decode(pairs()[0]));
    if (place && place.hidden) { search.value = ''; press(false); filter(); }
    if (place && pairs().length > 1) {
      place.classList.add('target');
      place.scrollIntoView();
    }
  }
  addEventListener('hashchange', restore);
  restore();

  const links = new Map(all('.bar a').map((a) => [decode(a.getAttribute('href').slice(1)), a]));
  if ('IntersectionObserver' in window) {
    const observer = new IntersectionObserver((entries) => {
      for (const entry of entries) {
        if (!entry.isIntersecting) continue;
        for (const [id, a] of links) {
          if (id === entry.target.id) a.setAttribute('aria-current', 'true');
          else a.removeAttribute('aria-current');
        }
      }
    }, { rootMargin: '-15% 0px -75% 0px' });
    all('main > section[id]').forEach((section) => observer.observe(section));
  }

  // ---- print ----
  const closed = new Set();
  addEventListener('beforeprint', () => {
    all('details:not([open])').forEach((d) => { closed.add(d); d.open = true; });
  });
  addEventListener('afterprint', () => {
    for (const d of closed) d.open = false;
    closed.clear();
  });
})();
