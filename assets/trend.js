// The pictures of the history answer to the mouse and the keyboard: run, commit, value and date of a point, as text below its
// picture that can be selected. Nothing is kept here: the text comes from the table of all points, the places from the line.
(() => {
  'use strict';
  const SVG = 'http://www.w3.org/2000/svg';
  const COMMIT = 10; // longer ones are cut to 7 characters
  const box = document.querySelector('.tcs');
  const table = document.querySelector('.tf');
  if (!box || !table) return;
  const rows = Array.from(table.tBodies[0].rows).reverse(); // oldest first; head, where there is one, last
  const [left, right] = box.getAttribute('data-d').split(' ').map(Number); // where the oldest and the newest run stand

  // "M116 140l12-3h12m24 8h0": the points of a line, with the rows that say what they are.
  function pointsOf(svg, runs) {
    const points = [];
    let x = 0;
    let y = 0;
    for (const m of svg.querySelector('.ln').getAttribute('d').matchAll(/([Mml])(-?\d+) ?(-?\d+)|h([1-9]\d*)/g)) {
      x = m[1] === 'M' ? Number(m[2]) : x + Number(m[2] || m[4]);
      y = m[1] === 'M' ? Number(m[3]) : y + Number(m[3] || 0);
      const at = runs > 1 ? Math.round((x - left) / (right - left) * (runs - 1)) : 0;
      points.push({ x, y, row: rows[at] });
    }
    const head = svg.querySelector('circle, .hd'); // the ring, or the triangle of what is far beyond
    if (head) {
      const box = head.getBBox();
      points.push({ x: box.x + box.width / 2, y: box.y + box.height / 2, row: rows[rows.length - 1] });
    }
    return points;
  }

  // What the cells of a row hold, value first; a long commit is cut as it is elsewhere.
  function parts(row, column) {
    const value = document.createElement('b');
    value.textContent = row.cells[column].textContent;
    const list = [value];
    for (const cell of Array.from(row.cells).slice(0, 3)) {
      if (cell.textContent === '') continue;
      const part = document.createElement('span');
      part.append(...Array.from(cell.childNodes, (node) => node.cloneNode(true)));
      const code = part.querySelector('code bdi');
      if (code && Array.from(code.textContent).length > COMMIT) code.textContent = code.textContent.slice(0, 7);
      list.push(part);
    }
    return list;
  }

  function wire(card, column) {
    const svg = card.querySelector('svg[role]');
    const text = card.querySelector('.ro');
    const runs = rows.length - (rows[rows.length - 1].hasAttribute('data-n') ? 1 : 0);
    const points = pointsOf(svg, runs);
    const dots = [];
    const newest = Array.from(text.childNodes);
    let at = points.length - 1;

    function make(i) {
      const dot = document.createElementNS(SVG, 'circle');
      for (const [name, value] of [['class', 'pt'], ['cx', points[i].x], ['cy', points[i].y], ['r', 9], ['role', 'img'], ['tabindex', -1], ['fill', 'none']]) {
        dot.setAttribute(name, value);
      }
      dot.setAttribute('aria-label', parts(points[i].row, column).map((part) => part.textContent).join(', '));
      dot.addEventListener('focus', () => { fill(); show(i); });
      svg.append(dot);
      dots[i] = dot;
    }
    function fill() {
      for (let i = 0; i < points.length; i++) if (!dots[i]) make(i);
    }
    function show(i) {
      dots[at].setAttribute('tabindex', -1);
      dots[at].classList.remove('at');
      at = i;
      dots[at].setAttribute('tabindex', 0);
      dots[at].classList.add('at');
      text.replaceChildren(...parts(points[at].row, column).flatMap((part, k) => (k ? [' \u00b7 ', part] : [part])));
    }

    svg.setAttribute('role', 'group');
    make(at);
    dots[at].setAttribute('tabindex', 0);
    const point = (event) => {
      const area = svg.getBoundingClientRect();
      const x = (event.clientX - area.left) / area.width * svg.viewBox.baseVal.width;
      let near = 0;
      for (let i = 1; i < points.length; i++) if (Math.abs(points[i].x - x) < Math.abs(points[near].x - x)) near = i;
      fill();
      if (near !== at || !dots[at].classList.contains('at')) show(near);
    };
    svg.addEventListener('pointermove', point);
    svg.addEventListener('pointerdown', point);
    svg.addEventListener('keydown', (event) => {
      const to = { ArrowLeft: at - 1, ArrowDown: at - 1, ArrowRight: at + 1, ArrowUp: at + 1, Home: 0, End: points.length - 1 }[event.key];
      if (event.key === 'Escape') {
        document.activeElement.blur();
        show(points.length - 1);
        dots[at].classList.remove('at');
        text.replaceChildren(...newest);
        return;
      }
      if (to === undefined || event.ctrlKey || event.altKey || event.metaKey) return;
      event.preventDefault();
      if (points[to]) dots[to].focus();
    });
  }

  box.querySelectorAll('figure').forEach((card, i) => wire(card, i + 3));
})();
