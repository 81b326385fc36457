/* Worksheets: the blanks of the page become fields, and the steps are worked out while one types. The steps are data
   (content/worksheets/), and generator/library/formula.py takes the same ones. Nothing is kept and nothing is sent. */
(function () {
  'use strict';

  const app = window.CitizenData, answers = app.answers, each = answers.each;

  /* -- the sums ------------------------------------------------------------------------------------------ */

  /** @type {Record<string, (first: number, second: number) => number>} */
  const SIGNS = {
    '+': (first, second) => first + second,
    '-': (first, second) => first - second,
    '*': (first, second) => first * second,
    '/': (first, second) => first / second,
    min: Math.min,
    max: Math.max
  };
  /** @type {Record<string, (value: number) => number>} */
  const FUNCTIONS = {
    sqrt: Math.sqrt,
    up: (value) => Math.ceil(rounded(value, 6)),
    down: (value) => Math.floor(rounded(value, 6))
  };

  /** @param {number} value @param {number} digits */
  function rounded(value, digits) { return Math.floor(value * Math.pow(10, digits) + 0.5) / Math.pow(10, digits); }

  /* The value of a formula; null where something is not known, or it would divide by nothing. */
  /** @param {Formula} steps @param {Numbers} values */
  function workedOut(steps, values) {
    /** @type {number[]} */
    const stack = [];
    steps.forEach((step) => {
      if (typeof step === 'number') { stack.push(step); }
      else if (answers.has(SIGNS, step)) {
        const second = stack.pop(), first = stack.pop();
        stack.push(SIGNS[step](first, second));
      }
      else if (answers.has(FUNCTIONS, step)) { stack.push(FUNCTIONS[step](stack.pop())); }
      else { stack.push(answers.has(values, step) ? values[step] : NaN); }
    });
    return isFinite(stack[0]) ? stack[0] : null;
  }

  /** @param {StepOfSheet[]} steps @param {Numbers} values @param {Numbers} place @param {string} ending */
  function work(steps, values, place, ending) {
    steps.forEach((step) => {
      const value = workedOut(step[1], place);
      if (value === null) { return; }
      place[step[0]] = rounded(value, step[2]);
      values[step[0] + ending] = place[step[0]];
    });
  }

  /** @param {Numbers} from @param {Numbers} into */
  function copy(from, into) {
    Object.keys(from).forEach((name) => { into[name] = from[name]; });
    return into;
  }

  /**
   * What is given, with every step that can be worked out from it; a row's values are named `id.1`, `id.2` …
   * @param {SumsOfSheet} sheet
   * @param {Numbers} given
   */
  function reckoned(sheet, given) {
    /** @type {Numbers} */
    const values = {};
    const rows = sheet.rows;
    sheet.quantities.forEach((quantity) => { if (quantity.usual !== null) { values[quantity.id] = quantity.usual; } });
    copy(given, values);
    for (let number = 1; rows && number <= rows.count; number += 1) {
      const row = copy(values, {}), ending = `.${number}`;
      Object.keys(values).forEach((name) => {
        if (name.slice(-ending.length) === ending) { row[name.slice(0, -ending.length)] = values[name]; }
      });
      work(rows.steps, values, row, ending);
    }
    if (rows) {
      // Half a row would count for too little: a sum is known when the value is known in every row that was begun.
      const ids = rows.quantities.map((quantity) => quantity.id), /** @type {number[]} */ begun = [];
      for (let number = 1; number <= rows.count; number += 1) {
        if (ids.some((id) => answers.has(values, `${id}.${number}`))) { begun.push(number); }
      }
      ids.concat(rows.steps.map((step) => step[0])).forEach((id) => {
        const known = begun.map((number) => `${id}.${number}`).filter((name) => answers.has(values, name));
        if (known.length && known.length === begun.length) {
          values[`sum:${id}`] = known.reduce((total, name) => total + values[name], 0);
        }
      });
    }
    work(sheet.steps, values, values, '');
    return values;
  }

  /* The ids of the sentences whose condition holds. */
  /** @param {Worksheet} sheet @param {Numbers} values */
  function said(sheet, values) {
    return sheet.sayings.filter((saying) => !saying[1].length || (workedOut(saying[1], values) || 0) > 0).map((saying) => saying[0]);
  }

  app.numbers = {workedOut: workedOut, reckoned: reckoned, said: said};

  /* -- the page ------------------------------------------------------------------------------------------ */

  const id = /numbers\/([a-z0-9-]+)\.html$/.exec(decodeURI(location.pathname));
  const sheet = id && window.CitizenDataWorksheets[id[1]];
  if (!sheet) { return; }
  app.numbers.sheet = sheet;

  const own = document.documentElement.lang;
  const number = new Intl.NumberFormat(own, {maximumFractionDigits: 4});
  const bare = new Intl.NumberFormat(own, {maximumFractionDigits: 4, useGrouping: false});
  /* Before a fraction stands a point or a comma; the other one parts thousands, or nothing in this language. */
  const figures = `${own}-u-nu-latn`;
  const fraction = (1.5).toLocaleString(figures).indexOf(',') < 0 ? '.' : ',', other = fraction === '.' ? ',' : '.';
  const parting = (1234567).toLocaleString(figures).indexOf(other) > 0 ? other : '';
  const /** @type {Map<string, {input: HTMLInputElement, limits: Quantity}>} */ fields = new Map(), /** @type {Map<string, HTMLOutputElement>} */ results = new Map();
  const MOST = 1e9;
  const status = app.element('p', 'small');
  status.setAttribute('role', 'status');

  /** @param {string} name */
  function limitsOf(name) {
    const own = name.split('.')[0];
    return sheet.quantities.concat(sheet.rows ? sheet.rows.quantities : []).filter((quantity) => quantity.id === own)[0];
  }

  /* A number as people write it: in the digits of any script, with a point or a comma before the fraction. Where three
     figures follow one that does not part thousands in this language but does in others, it may be either: 12.000 in English. */
  /** @param {HTMLInputElement} input @returns {number[]} */
  function readings(input) {
    const plain = answers.inFigures(input.value).replace(/[\s\u00a0\u202f'’٬]/g, '');
    const three = /^([1-9][0-9]*)([.,])([0-9]{3})$/.exec(plain), short = three && three[1].length < 4;
    if (three && (short ? three[2] !== parting : three[2] !== fraction)) {
      return [Number(three[1] + three[3]), Number(`${three[1]}.${three[3]}`)];
    }
    const parts = other === ',' ? /^[1-9][0-9]{0,2}(,[0-9]{3})+(?![0-9])/ : /^[1-9][0-9]{0,2}(\.[0-9]{3})+(?![0-9])/;
    const words = plain.replace(parts, (whole) => whole.replace(/[.,]/g, '')).replace(/[,٫]/, '.');
    return [/^[0-9]+(\.[0-9]*)?$/.test(words) ? Number(words) : NaN];
  }

  /* Of two readings the one that fits: 2.576 where at most 4 may be written. Where both do, nobody guesses. */
  /** @param {Asked} one @param {string} name */
  function possible(one, name) {
    const least = limit(one.limits.least, name, 0), most = limit(one.limits.most, name, MOST);
    return readings(one.input).filter((value) => value >= least && value <= most);
  }

  /** @param {HTMLElement} blank @param {string} name @param {Quantity} limits */
  function field(blank, name, limits) {
    const row = blank.closest('.field'), label = row && row.querySelector('.field__label');
    const input = document.createElement('input');
    input.type = 'text';
    input.inputMode = 'decimal';
    input.autocomplete = 'off';
    input.className = 'number';
    input.id = `number-${name}`;
    if (label) {
      label.id = `label-${name}`;
      input.setAttribute('aria-labelledby', label.id);
    }
    else { input.setAttribute('aria-label', heads(blank.closest('td'))); }
    if (limits.usual !== null) { input.value = bare.format(limits.usual); }
    blank.textContent = '';
    blank.classList.add('field__line--open');
    blank.appendChild(input);
    input.addEventListener('input', update);
    input.addEventListener('change', () => { fields.forEach((one, other) => { if (other === name || leansOn(one.limits)) { judge(one, other); } }); });
    fields.set(name, {input: input, limits: limits});
  }

  /* What a cell is about: the heads of its row and its column. */
  /** @param {HTMLElement} cell */
  function heads(cell) {
    const row = cell.parentNode, table = cell.closest('table');
    const column = table.querySelectorAll('thead th')[Array.from(row.children).indexOf(cell)];
    return `${row.querySelector('th').textContent}, ${column.textContent}`;
  }

  /** @typedef {{input: HTMLInputElement, limits: Quantity}} Asked */

  /** @param {Quantity} limits */
  function leansOn(limits) { return typeof limits.least === 'string' || typeof limits.most === 'string'; }

  /* A limit of the field `name`; where it is another number that nobody has given yet, or that may be two, `none`. That
     one's own limits do not count here: two numbers may limit each other. */
  /** @param {number | string} of @param {string} name @param {number} none */
  function limit(of, name, none) {
    if (typeof of === 'number') { return of; }
    const one = fields.get(of + name.replace(/^[^.]*/, '')), found = one ? readings(one.input) : [];
    return found.length === 1 && isFinite(found[0]) ? found[0] : none;
  }

  /* Three figures behind the point would be read as thousands again. */
  /** @param {number} value */
  function plainly(value) {
    const digits = /\.[0-9]{3}$/.test(String(value)) ? 4 : 0;
    return new Intl.NumberFormat(own, {minimumFractionDigits: digits, maximumFractionDigits: 4, useGrouping: false}).format(value);
  }

  /** @param {Asked} one @param {string} name */
  function judge(one, name) {
    const input = one.input, found = possible(one, name), wrong = input.value.trim() !== '' && found.length !== 1;
    const old = document.getElementById(`${input.id}-wrong`);
    if (old) { old.remove(); }
    input.removeAttribute('aria-describedby');
    input.setAttribute('aria-invalid', String(wrong));
    if (!wrong) { return; }
    const least = limit(one.limits.least, name, 0), most = limit(one.limits.most, name, MOST);
    const message = found.length > 1 ?
      app.element('span', 'ask__error', 'numbers-either', {whole: bare.format(found[0]), fraction: plainly(found[1])}) :
      app.element('span', 'ask__error', 'numbers-wrong', {least: number.format(least), most: number.format(most)});
    message.id = `${input.id}-wrong`;
    input.parentNode.appendChild(message);
    input.setAttribute('aria-describedby', message.id);
  }

  /* A blank in a sentence, or a line for a step: the script writes there. */
  /** @param {HTMLElement} blank @param {string} name */
  function result(blank, name) {
    const out = document.createElement('output');
    out.className = 'number';
    blank.textContent = '';
    blank.appendChild(out);
    results.set(name, out);
  }

  function given() {
    /** @type {Numbers} */
    const values = {};
    fields.forEach((one, name) => {
      const found = possible(one, name);
      if (found.length === 1) { values[name] = found[0]; }
    });
    return values;
  }

  function update() {
    const values = sheetOf(given()), holds = said(sheet, values);
    let shown = 0;
    results.forEach((out, name) => {
      const parts = name.split('.says.'), id = parts[parts.length - 1];
      out.textContent = answers.has(values, id) ? number.format(values[id]) : '…';
    });
    sheet.sayings.forEach((saying) => {
      const blanks = Array.from(results.keys()).filter((name) => name.indexOf(`${saying[0]}.says.`) === 0);
      const known = blanks.every((name) => answers.has(values, name.split('.says.')[1]));
      const line = blanks.length && results.get(blanks[0]).closest('p');
      if (line) {
        line.hidden = !known || holds.indexOf(saying[0]) < 0;
        shown += line.hidden ? 0 : 1;
      }
    });
    app.say(status, shown ? 'numbers-status' : 'numbers-open');
  }

  /* An emptied field is not known: the usual number then no longer counts. */
  /** @param {Numbers} values */
  function sheetOf(values) {
    const quantities = sheet.quantities.map((quantity) => ({id: quantity.id, usual: /** @type {null} */ (null)}));
    return reckoned({quantities: quantities, rows: sheet.rows, steps: sheet.steps}, values);
  }

  /** @param {HTMLElement} place @param {string} words @param {() => void} act */
  function button(place, words, act) {
    const made = place.appendChild(app.element('button', 'button', words));
    made.type = 'button';
    made.addEventListener('click', act);
  }

  /** @param {Numbers} values */
  function fill(values) {
    fields.forEach((one, name) => {
      one.input.value = answers.has(values, name) ? bare.format(values[name]) : '';
    });
    fields.forEach(judge);
    update();
  }

  each(document.querySelectorAll('[data-field]'), (blank) => {
    const name = blank.dataset.field, limits = limitsOf(name);
    if (limits && name.indexOf('.says.') < 0) { field(blank, name, limits); }
    else { result(blank, name); }
  });
  const steps = document.getElementById('worksheet-results') || document.getElementById('worksheet-notes');
  const buttons = app.element('p', 'buttons');
  if (sheet.trial) { button(buttons, 'numbers-example', () => { fill(sheet.trial); }); }
  button(buttons, 'numbers-erase', () => { fill({}); });
  if (steps) {
    steps.parentNode.insertBefore(buttons, steps);
    if (sheet.sayings.length) { steps.parentNode.insertBefore(status, steps.nextSibling); }
  }
  update();
}());
