/* The table of functions beside a graph: it sorts, a row finds its frames and its callers, and a chosen frame shows its row. */
(function (F) {
  'use strict';
  const HTML = 'http://www.w3.org/1999/xhtml';

  function tableOf(box) {
    for (let e = box.nextElementSibling; e && !e.classList.contains('fl'); e = e.nextElementSibling) {
      const table = e.querySelector('table.fn');
      if (table) return table;
    }
    return null;
  }
  F.tieTable = function (graph) {
    const table = tableOf(graph.box), { t } = graph, rows = new Map();
    if (!table) return;
    const known = new Map(t.names.map((name, i) => [name, i]));
    table.querySelectorAll('tbody th > bdi').forEach((bdi) => {
      const name = bdi.textContent, b = F.el(HTML, 'button', { type: 'button', 'class': 'fl-find', title: 'Find its frames in the graph' });
      bdi.before(b);
      b.append(bdi);
      b.addEventListener('click', () => graph.find(name));
      if (!known.has(name)) return;
      rows.set(known.get(name), bdi.closest('tr'));
      const callers = F.el(HTML, 'button', { type: 'button', 'class': 'fl-callers', title: 'Its callers and callees in the graph',
        'aria-label': 'Callers and callees of ' + name });
      b.after(' ', callers);
      callers.addEventListener('click', () => {
        graph.view('sandwich', known.get(name));
        graph.svg.scrollIntoView({ block: 'nearest' });
      });
    });
    let marked = null;
    graph.table = {
      mark(name) {
        const row = rows.get(name) || null;
        if (row === marked) return;
        if (marked) marked.removeAttribute('aria-current');
        if (row) row.setAttribute('aria-current', 'true');
        marked = row;
      },
    };
    sortable(table);
  };

  function sortable(table) {
    const body = table.tBodies[0], first = Array.from(body.rows);
    Array.from(table.tHead.rows[0].cells).forEach((th) => {
      const kind = th.getAttribute('data-sort');
      if (!kind) return;
      const key = (row) => {
        const cell = row.cells[th.cellIndex];
        return kind === 'number' ? +cell.getAttribute('data-v') : cell.textContent;
      };
      const b = F.el(HTML, 'button', { type: 'button', 'class': 'sort' });
      b.append(...Array.from(th.childNodes));
      th.append(b);
      b.addEventListener('click', () => {
        const begin = kind === 'number' && th.cellIndex > 0 ? 'descending' : 'ascending', was = th.getAttribute('aria-sort');
        const now = !was ? begin : was !== begin ? '' : begin === 'ascending' ? 'descending' : 'ascending';
        Array.from(th.parentNode.cells).forEach((h) => h.removeAttribute('aria-sort'));
        if (now) th.setAttribute('aria-sort', now);
        const rows = first.map((row, i) => [now ? key(row) : 0, i, row]);
        rows.sort((a, b) => (a[0] === b[0] ? a[1] - b[1] : (a[0] < b[0]) === (now === 'ascending') ? -1 : 1));
        rows.forEach((r) => body.append(r[2]));
      });
    });
  }
})(window.perfpageFlame);
