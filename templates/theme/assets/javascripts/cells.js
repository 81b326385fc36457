/* Small numbers in a table: which to hide, what to hide with them, and what a stranger can still work out. It does what
   generator/cells/ does, and the cases in tests/cases/cells.json run through both. The table never leaves the page. */
(function () {
  'use strict';

  const app = window.CitizenData, answers = app.answers;
  const ENDLESS = 1e12, MARK = 'x';

  /* -- what can be worked out (flow.py) ------------------------------------------------------------------ */

  /** @param {Grid} grid @param {Cell} cell @returns {[number, number]} */
  function ends(grid, cell) {
    const rows = grid.length, columns = grid[0].length;
    const forward = (cell[0] === rows - 1) === (cell[1] === columns - 1);
    return forward ? [cell[0], rows + cell[1]] : [rows + cell[1], cell[0]];
  }

  /** @param {Room} room @param {number} start @param {number} end @param {number} more */
  function widen(room, start, end, more) {
    if (!room.has(start)) { room.set(start, new Map()); }
    if (!room.has(end)) { room.set(end, new Map()); }
    room.get(start).set(end, (room.get(start).get(end) || 0) + more);
    if (!room.get(end).has(start)) { room.get(end).set(start, 0); }
  }

  /* A shortest way with room on each of its pipes, or nothing. */
  /** @param {Room} room @param {number} start @param {number} end */
  function wayFrom(room, start, end) {
    const came = new Map([[start, start]]), waiting = [start], way = [];
    for (let at = 0; at < waiting.length && !came.has(end); at += 1) {
      (room.get(waiting[at]) || new Map()).forEach((left, other) => {
        if (left > 0 && !came.has(other)) {
          came.set(other, waiting[at]);
          waiting.push(other);
        }
      });
    }
    for (let knot = end; came.has(knot) && knot !== start; knot = came.get(knot)) { way.push([came.get(knot), knot]); }
    return way;
  }

  /** @param {Room} room @param {number} start @param {number} end */
  function push(room, start, end) {
    let moved = 0;
    for (let way = wayFrom(room, start, end); way.length && moved < ENDLESS; way = wayFrom(room, start, end)) {
      const least = Math.min.apply(null, way.map((pipe) => room.get(pipe[0]).get(pipe[1])));
      way.forEach((pipe) => {
        const there = room.get(pipe[0]), back = room.get(pipe[1]);
        there.set(pipe[1], there.get(pipe[1]) - least);
        back.set(pipe[0], back.get(pipe[0]) + least);
      });
      moved += least;
    }
    return moved;
  }

  /** @param {Cell} cell */
  function key(cell) { return `${cell[0]},${cell[1]}`; }

  /* From which knot to which a number flows, how much larger it can be, and how much smaller. */
  /** @param {number[][]} grid @param {Cell} cell */
  function hiddenPipe(grid, cell) { return ends(grid, cell).concat(ENDLESS, grid[cell[0]][cell[1]]); }

  /** @param {number[][]} grid @param {number} base @param {Cell} cell */
  function roundedPipe(grid, base, cell) {
    const value = grid[cell[0]][cell[1]], shown = toNearest(value, base);
    const least = Math.max(0, shown - Math.floor(base / 2)), most = shown + Math.floor((base - 1) / 2);
    return ends(grid, cell).concat(most - value, value - least);
  }

  /* Each number can take on so much, and give so much back. */
  /** @param {number[][]} pipes */
  function roomOf(pipes) {
    /** @type {Room} */
    const room = new Map();
    pipes.forEach((pipe) => {
      widen(room, pipe[0], pipe[1], pipe[2]);
      widen(room, pipe[1], pipe[0], pipe[3]);
    });
    return room;
  }

  /* What a number can be: [least, most], most null where nothing limits it. */
  /** @param {number[][]} pipes @param {number[]} own @param {number} value @returns {Between} */
  function rangeIn(pipes, own, value) {
    const up = Math.min(own[2], push(roomOf(pipes), own[1], own[0]));
    return [value - Math.min(own[3], push(roomOf(pipes), own[0], own[1])), up >= ENDLESS ? null : value + up];
  }

  /** @param {number[][]} grid @param {Cell[]} hidden @param {Cell} cell */
  function rangeOf(grid, hidden, cell) {
    const others = hidden.filter((other) => key(other) !== key(cell)).map((other) => hiddenPipe(grid, other));
    return rangeIn(others, hiddenPipe(grid, cell), grid[cell[0]][cell[1]]);
  }

  /* What the small numbers of a table can be, in which every number is shown to the nearest multiple of `base`. */
  /** @param {number[][]} grid @param {number} limit @param {number} base @returns {[Cell, Between][]} */
  function roundedRanges(grid, limit, base) {
    return smallIn(grid, limit).map((cell) => {
      const others = everyCell(grid).filter((other) => key(other) !== key(cell)).map((other) => roundedPipe(grid, base, other));
      return [cell, rangeIn(others, roundedPipe(grid, base, cell), grid[cell[0]][cell[1]])];
    });
  }

  /** @param {Between} range */
  function width(range) { return range[1] === null ? ENDLESS : range[1] - range[0] + 1; }

  /** @param {unknown[][]} grid */
  function everyCell(grid) {
    /** @type {Cell[]} */
    const found = [];
    grid.forEach((line, row) => { line.forEach((_, column) => { found.push([row, column]); }); });
    return found;
  }

  /* A table with some numbers in the places of those that are not known, so that all fits; null where none can. */
  /** @param {Grid} grid */
  function solved(grid) {
    const room = new Map(), surplus = new Map(), cells = everyCell(grid);
    cells.forEach((cell) => {
      const pipe = ends(grid, cell), value = grid[cell[0]][cell[1]];
      if (value === null) { widen(room, pipe[0], pipe[1], ENDLESS); }
      surplus.set(pipe[0], (surplus.get(pipe[0]) || 0) - (value || 0));
      surplus.set(pipe[1], (surplus.get(pipe[1]) || 0) + (value || 0));
    });
    let wanted = 0;
    surplus.forEach((more, knot) => {
      if (more > 0) {
        wanted += more;
        widen(room, -1, knot, more);
      }
      else if (more < 0) { widen(room, knot, -2, -more); }
    });
    if (push(room, -1, -2) !== wanted) { return null; }
    return grid.map((line, row) => line.map((value, column) => {
      const pipe = ends(grid, [row, column]);
      return value === null ? room.get(pipe[1]).get(pipe[0]) || 0 : value;
    }));
  }

  /* What a map holds, in its order. */
  /** @template T @param {Map<string, T>} map */
  function listed(map) {
    /** @type {T[]} */
    const found = [];
    map.forEach((value) => { found.push(value); });
    return found;
  }

  /* -- what to hide (hiding.py) -------------------------------------------------------------------------- */

  /** @param {number[][]} grid @param {Cell} cell */
  function isTotal(grid, cell) { return cell[0] === grid.length - 1 || cell[1] === grid[0].length - 1; }

  /* Whether the first list of numbers comes before the second. */
  /** @param {number[]} first @param {number[]} second */
  function before(first, second) {
    const at = first.findIndex((value, index) => value !== second[index]);
    return at >= 0 && first[at] < second[at];
  }

  /** @param {number[][]} grid @param {Map<string, Cell>} hidden @param {Cell} cell @param {number} limit */
  function partners(grid, hidden, cell, limit) {
    /** @type {{cost: number[], fresh: Cell[]}[]} */
    const offers = [];
    everyCell(grid).forEach((corner) => {
      if (corner[0] === cell[0] || corner[1] === cell[1]) { return; }
      const fresh = /** @type {Cell[]} */ ([[cell[0], corner[1]], [corner[0], cell[1]], corner]).filter((other) => !hidden.has(key(other)));
      const sum = fresh.reduce((total, other) => total + grid[other[0]][other[1]], 0);
      const cost = [fresh.filter((other) => isTotal(grid, other)).length, sum, fresh.length, corner[0], corner[1]];
      if (fresh.length) { offers.push({cost: cost, fresh: fresh}); }
    });
    offers.sort((first, second) => (before(first.cost, second.cost) ? -1 : 1));
    const best = offers.find((offer) => width(rangeOf(grid, listed(hidden).concat(offer.fresh), cell)) >= limit);
    return best ? best.fresh : [];
  }

  /** @param {number[][]} grid @param {number} limit */
  function smallIn(grid, limit) {
    return everyCell(grid).filter((cell) => grid[cell[0]][cell[1]] > 0 && grid[cell[0]][cell[1]] < limit);
  }

  /** @template {Cell} T @param {T[]} cells */
  function inOrder(cells) { return cells.sort((first, second) => first[0] - second[0] || first[1] - second[1]); }

  /* `unknown` are hidden already, and the grid holds some numbers there that fit. */
  /** @param {number[][]} grid @param {number} limit @param {Cell[]} unknown */
  function hide(grid, limit, unknown) {
    const given = new Set(unknown.map(key));
    const small = smallIn(grid, limit).filter((cell) => !given.has(key(cell)));
    const hidden = new Map(small.concat(unknown).map((cell) => [key(cell), cell])), open = new Map();
    let weak = small.slice();
    while (weak.length) {
      const all = listed(hidden);
      weak = weak.filter((cell) => !open.has(key(cell)) && width(rangeOf(grid, all, cell)) < limit);
      if (weak.length) {
        const fresh = partners(grid, hidden, weak[0], limit);
        fresh.forEach((cell) => { hidden.set(key(cell), cell); });
        if (!fresh.length) { open.set(key(weak[0]), weak[0]); }
      }
    }
    small.forEach((cell) => { given.add(key(cell)); });
    return {
      small: small,
      others: inOrder(listed(hidden).filter((cell) => !given.has(key(cell)))),
      ranges: ranges(grid, listed(hidden)),
      open: listed(open)
    };
  }

  /** @param {number[][]} grid @param {Cell[]} cells @returns {[Cell, Between][]} */
  function ranges(grid, cells) { return inOrder(cells.slice()).map((cell) => [cell, rangeOf(grid, cells, cell)]); }

  /* What to hide in a table, beside what is hidden in it already, and what a stranger can still work out. */
  /** @param {CountTable} table @param {number} limit @returns {Checked} */
  function checked(table, limit) {
    const grid = solved(table.grid);
    if (!grid) { throw new answers.Refusal('cells-unsolved'); }
    const unknown = everyCell(table.grid).filter((cell) => table.grid[cell[0]][cell[1]] === null);
    const given = new Set(unknown.map(key)), found = hide(grid, limit, unknown);
    const told = found.ranges.filter((one) => given.has(key(one[0])) && width(one[1]) < limit).map((one) => one[0]);
    return {small: found.small, others: found.others, weak: inOrder(found.open.concat(told)), ranges: found.ranges};
  }

  /** @param {number} value @param {number} base */
  function toNearest(value, base) { return Math.floor((2 * value + base) / (2 * base)) * base; }

  /** @param {number[][]} grid @param {number} base */
  function rounded(grid, base) { return grid.map((line) => line.map((value) => toNearest(value, base))); }

  /* -- the table as people keep it (table.py) ------------------------------------------------------------ */

  /* The lines of a text as cells, as spreadsheets write them: a quote may hold a separator, and two quotes are one. */
  /** @param {string} text */
  function linesOf(text) {
    const rows = text.replace(/^\ufeff/, '').split(/\r\n|\n|\r/).filter((line) => line.trim() && line.indexOf('sep=') !== 0);
    const separator = ['\t', ';', ','].map((sign) => /** @type {[number, string]} */ ([rows.length ? rows[0].split(sign).length : 0, sign]))
      .reduce((best, one) => (one[0] > best[0] ? one : best))[1];
    const lines = rows.map((line) => cellsOf(line, separator));
    lines.forEach((line, number) => {
      if (line.length !== lines[0].length) {
        throw new answers.Refusal('cells-lines', {number: number + 1, found: line.length, wanted: lines[0].length});
      }
    });
    // A title, or a note below the table, is a line of the file with nothing in its other cells.
    return lines.filter((line) => line.slice(1).some(Boolean) || count(line[0]) !== null);
  }

  /* Spreadsheets save columns beside the table, too; the first line is the head, or null. */
  /** @param {(string[] | null)[]} lines */
  function withoutEmptyColumns(lines) {
    const kept = lines.length > 1 ? lines[1].map((_, at) => at).filter((at) => at === 0 || lines.slice(1).some((line) => line[at])) : [];
    return lines.map((line) => line && kept.map((at) => line[at]));
  }

  /** @param {string} line @param {string} separator */
  function cellsOf(line, separator) {
    /** @type {string[]} */
    const cells = [];
    let cell = '', quoted = false;
    for (let at = 0; at < line.length; at += 1) {
      const sign = line[at];
      if (quoted && sign === '"' && line[at + 1] === '"') { cell += '"'; at += 1; }
      else if (sign === '"' && (quoted || cell === '')) { quoted = !quoted; }
      else if (sign === separator && !quoted) { cells.push(cell.trim()); cell = ''; }
      else { cell += sign; }
    }
    return cells.concat(cell.trim());
  }

  /** @param {string} words */
  function plain(words) {
    const bare = answers.inFigures(words).replace(/[\s'’]/g, '');
    return /^[0-9]{1,12}$/.test(bare) ? Number(bare) : null;
  }

  /* The whole number that stands there, however thousands are parted. */
  /** @param {string} words */
  function count(words) {
    const isParted = /^[1-9][0-9]{0,2}([.,٬])[0-9]{3}(\1[0-9]{3})*$/.test(answers.inFigures(words));
    return plain(isParted ? words.replace(/[.,٬]/g, '') : words);
  }

  /* Whether the cells behind the first one name columns: with words, or with years in their order. */
  /** @param {string[]} line */
  function isHead(line) {
    const counts = line.slice(1).map(count);
    const areYears = counts.every((year, at) => year >= 1900 && year < 2100 && (at === 0 || counts[at - 1] < year));
    return areYears && counts.length > 1 && count(line[0]) === null || counts.every((each) => each === null);
  }

  /** @param {string} words @param {number} number @param {boolean} whole */
  function cellOf(words, number, whole) {
    const found = whole ? count(words) : plain(words);
    // A dash says in most tables that there is nobody, and in some that a number is hidden.
    const nothing = !words.replace(/[-\u2010-\u2015\u2212]/g, '');
    if (found === null && (nothing || /[0-9]/.test(answers.inFigures(words))) && words.indexOf('<') < 0) { throw noCount(words, number); }
    return found;
  }

  /** @param {string} words @param {number} number */
  function noCount(words, number) { return new answers.Refusal('cells-count', {words: words.slice(0, 40), number: number}); }

  /* Refuses a second column of names: it would be read as numbers that are hidden. */
  /** @param {string[][]} lines @param {number} from */
  function refuseNames(lines, from) {
    lines[0].forEach((_, at) => {
      const column = lines.map((line) => line[at]);
      const areWords = column.every((each) => count(each) === null && each.indexOf('<') < 0);
      // No mark for a hidden number is longer than two letters where another one stands beside it.
      const longer = column.some((each) => Array.from(each).length > 2);
      if (at >= from && areWords && longer && new Set(column).size > 1) { throw noCount(column[0], 1); }
    });
  }

  /** @param {(number | null)[]} line */
  function sum(line) { return line.indexOf(null) >= 0 ? null : line.reduce((total, value) => total + value, 0); }

  /* Whether the last of each line is the sum of the others: it is named so, or that is so in most lines. Refused where
     it is not so in all. */
  /** @param {Grid} lines @param {boolean} named @param {string} fault */
  function hasTotals(lines, named, fault) {
    if (lines[0].length === 1) { return false; }  // a list has nothing beside its numbers
    const sure = lines.filter((line) => line.indexOf(null) < 0);
    const right = sure.filter((line) => sum(line.slice(0, -1)) === line[line.length - 1]);
    if (!named && (!sure.length || lines[0].length < 3)) {
      return lines[0].length > 2 && lines.some((line) => line.slice(0, -1).indexOf(null) >= 0);
    }
    if (!named && (2 * right.length <= sure.length || !right.some((line) => line[line.length - 1]))) { return false; }
    lines.forEach((line, number) => {
      if (line.indexOf(null) < 0 && right.indexOf(line) < 0) {
        throw new answers.Refusal(fault, {number: number + 1, found: sum(line.slice(0, -1)), wanted: line[line.length - 1]});
      }
    });
    return true;
  }

  /** @param {string[]} names @param {string} total */
  function isNamed(names, total) { return names[names.length - 1].toLowerCase() === total.toLowerCase(); }

  /* Refuses a row or a column that is the sum of two or more beside it, or is named as one: with it, what is hidden could
     be worked out. The last one is not looked at: it may be the total. */
  /** @param {Grid} grid @param {string[]} rows @param {string[]} columns @param {string} total */
  function refuseSubtotals(grid, rows, columns, total) {
    [grid, turned(grid)].forEach((lines, turn) => {
      const names = turn ? columns : rows, found = sums(lines);
      names.slice(0, -1).forEach((name, at) => {
        if (found.indexOf(at) >= 0 || names.length > 2 && isNamed([name], total)) {
          throw new answers.Refusal('cells-subtotal', {words: name.slice(0, 40)});
        }
      });
    });
  }

  /* Which lines but the last are sums of those before or behind them. One number is often such a sum by chance. So in a
     list there are sums only if all of it falls into parts. */
  /** @param {Grid} lines */
  function sums(lines) {
    const before = lines.slice(0, -1), last = before.length;
    if (lines.every((line) => line.length < 3 && line[0] === line[line.length - 1])) {
      const counts = lines.map((line) => line[0]);
      return partEnds(counts).concat(partEnds(counts.slice().reverse()).map((at) => last - at));
    }
    return before.map((_, at) => at).filter((at) => addsUp(lines[at], before.slice(0, at).reverse()) || addsUp(lines[at], before.slice(at + 1)));
  }

  /* Where the parts of a list end, each with the sum of its others; nothing if more is left over than their total. */
  /** @param {(number | null)[]} counts */
  function partEnds(counts) {
    /** @type {number[]} */
    const found = [];
    let total = 0, used = 0;
    counts.forEach((value, at) => {
      if (used > 1 && value === total) {
        found.push(at);
        total = used = 0;
      } else {
        total += value || 0;
        used += value === 0 ? 0 : 1;
      }
    });
    const whole = used === 1 && total === sum(found.map((at) => counts[at]));
    return (!used || whole) && counts.indexOf(null) < 0 ? found : [];
  }

  /* Whether a line is the sum of the nearest ones, of which two at least are not empty. Where numbers are hidden, it is if
     that holds in two other places at least. */
  /** @param {(number | null)[]} line @param {Grid} beside */
  function addsUp(line, beside) {
    const total = line.map(() => 0);
    let known = line.map((_, at) => at).filter((at) => line[at] !== null), used = 0;
    return beside.some((other) => {
      known = known.filter((at) => other[at] !== null);
      other.forEach((value, at) => { total[at] += value || 0; });
      used += other.some(Boolean) ? 1 : 0;
      const enough = known.length === line.length || known.filter((at) => line[at]).length > 1;
      return used > 1 && enough && known.every((at) => total[at] === line[at]);
    });
  }

  /** @param {Grid} grid */
  function turned(grid) { return grid[0].map((_, column) => grid.map((line) => line[column])); }

  /** @param {string} text @param {string} total @param {number} most @returns {CountTable} */
  function readTable(text, total, most) {
    const all = linesOf(text), first = all.length && isHead(all[0]) ? all.shift() : null;
    const named = first !== null || all.some((line) => count(line[0]) === null), from = named ? 1 : 0;
    if (all.length && all.length * all[0].length > most) { throw new answers.Refusal('cells-large', {most: most}); }
    const lines = withoutEmptyColumns([first].concat(all)), head = lines.shift();
    if (!lines.length || lines[0].length < 1 + from) { throw new answers.Refusal('cells-none'); }
    const again = head && lines.find((line) => line.slice(1).join('\n') === head.slice(1).join('\n'));
    if (again) { throw new answers.Refusal('cells-again', {words: again[0].slice(0, 40)}); }
    const rows = lines.map((line, number) => (named ? line[0] : String(number + 1)));
    const columns = (head || lines[0].map((_, number) => String(named ? number : number + 1))).slice(from);
    // Where no number stands without such a sign, those with it may be decimals: 3.200 can be a small number.
    const whole = lines.some((line) => line.slice(from).some(plain));
    let grid = lines.map((line, number) => line.slice(from).map((words) => cellOf(words, number + 1, whole)));
    if (grid.every((line) => line.every((value) => value === null))) { throw new answers.Refusal('cells-none'); }
    refuseNames(lines, from);
    refuseSubtotals(grid, rows, columns, total);
    if (!hasTotals(grid, isNamed(columns, total), 'cells-row-sum')) {
      grid = grid.map((line) => line.concat(sum(line)));
      columns.push(total);
    }
    if (!hasTotals(turned(grid), isNamed(rows, total), 'cells-column-sum')) {
      grid.push(turned(grid).map(sum));
      rows.push(total);
    }
    refuseSubtotals(grid, rows, columns, total);
    return {corner: head && named ? head[0] : '', columns: columns, rows: rows, grid: grid};
  }

  app.cells = {readTable: readTable, checked: checked, rounded: rounded, roundedRanges: roundedRanges};

  /* -- the page ------------------------------------------------------------------------------------------ */

  const steps = document.getElementById('worksheet-rows'), sheet = app.numbers && app.numbers.sheet;
  if (!steps || !sheet || !sheet.cells) { return; }

  const place = document.createElement('section'), result = app.element('div');
  const area = document.createElement('textarea'), status = app.element('p', 'ask__error');
  let /** @type {HTMLInputElement} */ file;

  /** @type {Add} */
  function add(parent, tag, css, id, values) { return parent.appendChild(app.element(tag, css, id, values)); }

  /** @param {HTMLElement} parent @param {string} id @param {() => void} act */
  function button(parent, id, act) {
    const made = add(parent, 'button', 'button', id);
    made.type = 'button';
    made.addEventListener('click', act);
  }

  /** @param {string} id */
  function number(id) {
    const input = document.getElementById(`number-${id}`);
    return input instanceof HTMLInputElement ? Number(answers.inFigures(input.value)) : NaN;
  }

  function build() {
    place.setAttribute('aria-labelledby', 'cells-title');
    add(place, 'h2', '', 'cells-title').id = 'cells-title';
    const label = add(place, 'label', 'field__label', 'cells-label');
    label.htmlFor = area.id = 'cells-table';
    add(place, 'p', 'field__help', 'cells-help').id = 'cells-help';
    area.rows = 8;
    area.className = 'cells';
    area.dir = 'ltr';
    area.spellcheck = false;
    area.autocomplete = 'off';
    area.setAttribute('aria-describedby', 'cells-help cells-status');
    place.appendChild(area);
    const buttons = add(place, 'p', 'buttons');
    file = app.chooser(buttons, 'cells-file', 'cells-file', '.csv,.txt,.tsv');
    file.addEventListener('change', () => {
      if (!file.files[0]) { return; }
      answers.contentOf(file.files[0]).then((words) => {
        area.value = words;
        check();
      }, () => { refused(new answers.Refusal('cells-big')); });
    });
    button(buttons, 'cells-check', check);
    button(buttons, 'cells-erase', () => {
      area.value = file.value = status.textContent = result.textContent = '';
      area.focus();
    });
    status.id = 'cells-status';
    status.setAttribute('role', 'status');
    place.appendChild(status);
    place.appendChild(result);
    steps.parentNode.insertBefore(place, steps);
  }

  /** @param {unknown} error */
  function refused(error) {
    const known = error instanceof answers.Refusal;
    area.setAttribute('aria-invalid', 'true');
    app.say(status, known ? error.id : 'failed', known ? error.values : {});
  }

  function check() {
    result.textContent = status.textContent = '';
    area.removeAttribute('aria-invalid');
    const limit = number('limit'), allowed = sheet.quantities.filter((quantity) => quantity.id === 'limit')[0];
    if (!(limit >= Number(allowed.least) && limit <= Number(allowed.most))) {
      app.say(status, 'cells-limit', {least: allowed.least, most: allowed.most});
      return;
    }
    try {
      const table = readTable(area.value, app.words('cells-total'), sheet.cells);
      show(table, checked(table, limit));
    }
    catch (error) { refused(error); }
  }

  /** @param {CountTable} table @param {Checked} found */
  function show(table, found) {
    const values = {small: found.small.length, others: found.others.length, weak: found.weak.length};
    const fine = !found.ranges.length && !found.small.length;
    const heading = add(result, 'h3', '', 'cells-shown');
    heading.tabIndex = -1;
    add(result, 'p', '', found.weak.length ? 'cells-weak' : fine ? 'cells-clear' : 'cells-safe', values);
    const hidden = new Set(found.small.concat(found.others).map(key));
    offer(table, table.grid.map((line, row) => line.map((value, column) => (value === null || hidden.has(key([row, column])) ? null : value))));
    if (found.ranges.length) { known(table, found.ranges); }
    const base = number('base'), limit = number('limit');
    if (base >= limit && table.grid.every((line) => line.indexOf(null) < 0)) {
      add(result, 'h3', '', 'cells-rounded');
      add(result, 'p', '', 'cells-rounded-text');
      offer(table, rounded(table.grid, base));
      const told = roundedRanges(table.grid, limit, base), exact = told.filter((one) => width(one[1]) === 1).length;
      if (exact) { add(result, 'p', '', 'cells-weak', {weak: exact}); }
      if (told.length) { known(table, told); }
    }
    heading.focus();
  }

  /* A table on the page, and a button that saves it. */
  /** @param {CountTable} table @param {Grid} grid */
  function offer(table, grid) {
    /** @type {(string | number | null)[][]} */
    const lines = [[table.corner, ...table.columns], ...grid.map((line, row) => [table.rows[row], ...line])];
    draw(lines.map((line) => line.map((cell) => (cell === null ? app.words('cells-hidden') : String(cell)))), 'cells-shown');
    const saved = lines.map((line) => line.map((cell) => (cell === null ? MARK : String(cell))));
    button(add(result, 'p', 'buttons'), 'cells-save', () => { answers.saveTable(saved, 'table.csv'); });
  }

  /** @param {CountTable} table @param {[Cell, Between][]} ranges_ */
  function known(table, ranges_) {
    add(result, 'h3', '', 'cells-known');
    const head = ['cells-place', 'cells-from', 'cells-to'].map((id) => app.words(id));
    draw([head].concat(ranges_.map((one) => [
      `${table.rows[one[0][0]]} / ${table.columns[one[0][1]]}`, String(one[1][0]),
      one[1][1] === null ? app.words('cells-any') : String(one[1][1])
    ])), 'cells-known');
  }

  /** @param {string[][]} lines @param {string} caption */
  function draw(lines, caption) {
    const table = add(add(result, 'div', 'table'), 'table'), body = document.createElement('tbody');
    add(table, 'caption', 'visually-hidden', caption);
    lines.forEach((line, number_) => {
      const row = add(number_ ? body : add(table, 'thead'), 'tr');
      line.forEach((words, at) => {
        const cell = add(row, number_ && at ? 'td' : 'th');
        if (!number_) { cell.scope = 'col'; } else if (!at) { cell.scope = 'row'; }
        cell.textContent = words;
      });
    });
    table.appendChild(body);
  }

  build();
}());
