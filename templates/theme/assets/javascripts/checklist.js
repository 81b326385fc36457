/* A checklist: how far each section and each principle is, a summary to print, and a table for a spreadsheet.
   It counts what was marked; it gives no score. */
(function () {
  'use strict';

  const app = window.CitizenData;
  const answers = app.answers, each = answers.each;
  const NAMES = window.CitizenDataAnswers.remarks;
  const OWNER = NAMES.indexOf('owner'), DAY = NAMES.indexOf('date');

  /* Every item with its state: done, not-applicable or open, and what was said of it. Both at once is still open. */
  /** @param {HTMLElement} form */
  function items(form) {
    const questions = answers.questions(form), /** @type {Item[]} */ found = [];
    each(form.querySelectorAll('.item'), (root) => {
      const id = root.dataset.item, value = answers.valueOf(questions.get(id));
      const remarks = NAMES.map((name) => /** @type {string} */ (answers.valueOf(questions.get(`${id}.${name}`)) || ''));
      found.push({
        id: id,
        words: questions.get(id).words,
        root: questions.get(id).spoken,
        heading: root.closest('.part').querySelector('h2'),
        part: root.closest('.part').querySelector('h2').textContent,
        principles: root.dataset.principles.split(' '),
        state: value && remarks[0] ? 'open' : typeof value === 'string' ? value : value ? 'done' : remarks[0] ? 'not-applicable' : 'open',
        level: typeof value === 'string' && !remarks[0] ? levelOf(questions.get(id), value) : '',
        remarks: remarks
      });
    });
    return found;
  }

  /** @param {Question} question @param {string} value */
  function levelOf(question, value) {
    return Array.prototype.filter.call(question.inputs, (input) => input.value === value)
      .map((input) => input.nextElementSibling.textContent)[0];
  }

  /* What an item can be: done, or on a level of the list's scale; and the words for it. */
  /** @param {HTMLElement} form @returns {ItemState[]} */
  function statesOf(form) {
    const levels = form.querySelector('.item fieldset');
    /** @type {ItemState[]} */
    const scale = levels
      ? Array.from(levels.querySelectorAll('input'), (input) => [input.value, input.nextElementSibling.textContent, input.nextElementSibling])
      : [['done', app.words('counts-done')]];
    return scale.concat(['not-applicable', 'open'].map((state) => /** @type {ItemState} */ ([state, app.words(`counts-${state}`)])));
  }

  /** @param {Item[]} list @param {ItemState[]} states */
  function counted(list, states) {
    return states.map((state) => list.filter((item) => item.state === state[0]).length);
  }

  /* Words taken from the paper may be in another language than the page: they stay marked as that. */
  /** @param {HTMLElement} part @param {Element} [model] */
  function speakAs(part, model) {
    const own = model && model.closest('[lang]');
    if (!own || own.lang === document.documentElement.lang) { return; }
    part.lang = own.lang;
    part.dir = own.dir;
  }

  /**
   * @param {HTMLTableSectionElement} body
   * @param {string} name
   * @param {(string | number)[]} numbers
   * @param {string} scope
   * @param {Element} [model]
   * @param {Element[]} [models]
   */
  function row(body, name, numbers, scope, model, models) {
    const line = body.appendChild(document.createElement('tr'));
    const head = line.appendChild(document.createElement('th'));
    head.scope = scope;
    head.textContent = name;
    speakAs(head, model);
    numbers.forEach((number, at) => {
      const cell = line.appendChild(document.createElement(scope === 'col' ? 'th' : 'td'));
      cell.textContent = String(number);
      if (scope === 'col') { cell.scope = 'col'; }
      speakAs(cell, models && models[at]);
    });
  }

  /** @param {HTMLElement} place @param {string} heading @param {ItemGroup[]} groups @param {ItemState[]} states */
  function table(place, heading, groups, states) {
    const frame = place.appendChild(app.element('div', 'table')), made = frame.appendChild(document.createElement('table'));
    app.say(made.createCaption(), heading);
    row(made.createTHead(), app.words(heading), states.map((state) => state[1]), 'col',
      null, states.map((state) => state[2]));
    const body = made.appendChild(document.createElement('tbody'));
    groups.forEach((group) => { row(body, group[0], counted(group[1], states), 'row', group[2]); });
  }

  /** @param {Item[]} list @param {Sort[]} names @returns {ItemGroup[]} */
  function grouped(list, names) {
    return names.map((name) => [name[1], list.filter((item) => name[2](item)), name[3]]);
  }

  /** @param {Item[]} list @returns {Sort[]} */
  function partsOf(list) {
    return Array.from(new Set(list.map((item) => item.part))).map((name) => [
      name, name, (item) => item.part === name, list.find((item) => item.part === name).heading
    ]);
  }

  /** @param {HTMLElement} form @returns {Sort[]} */
  function principlesOf(form) {
    const names = JSON.parse(form.dataset.principles);
    return Object.keys(names).map((id) => [id, names[id], (item) => item.principles.indexOf(id) >= 0]);
  }

  /* A bar for the level of each item, and the level in words beside it; only where the list has a scale. */
  /** @param {HTMLElement} place @param {Item[]} list @param {ItemState[]} states */
  function profile(place, list, states) {
    const most = states.length - 3;
    if (most < 1) { return; }
    const made = place.appendChild(app.element('div', 'table')).appendChild(document.createElement('table'));
    app.say(made.createCaption(), 'counts-profile');
    const body = made.appendChild(document.createElement('tbody'));
    list.forEach((item) => {
      const at = states.findIndex((state) => state[0] === item.state);
      row(body, item.words, [states[at][1]], 'row', item.root, [states[at][2]]);
      const cell = body.lastChild.lastChild;
      cell.insertBefore(bar(at > most ? 0 : at / most), cell.firstChild);
    });
  }

  /* Words beside it say the same, so nothing reads it out. */
  /** @param {number} part */
  function bar(part) {
    const drawn = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
    drawn.setAttribute('class', 'profile');
    drawn.setAttribute('viewBox', '0 0 100 10');
    drawn.setAttribute('aria-hidden', 'true');
    ['100', String(100 * part)].forEach((width) => {
      const made = drawn.appendChild(document.createElementNS(drawn.namespaceURI, 'rect'));
      made.setAttribute('width', width);
      made.setAttribute('height', '10');
    });
    return drawn;
  }

  /* The summary, anew. */
  /** @param {HTMLElement} form @param {HTMLElement} place */
  function update(form, place) {
    const list = items(form), states = statesOf(form);
    if (!place.firstChild) { start(form, place); }
    const body = place.querySelector('.counts__body');
    body.textContent = '';
    table(body, 'counts-part', grouped(list, partsOf(list)).concat([[app.words('counts-all'), list]]), states);
    table(body, 'counts-principle', grouped(list, principlesOf(form)), states);
    profile(body, list, states);
    const open = list.filter((item) => item.state === 'open');
    if (open.length) {
      body.appendChild(app.element('h3', '', 'counts-still-open'));
      const points = body.appendChild(document.createElement('ul'));
      open.forEach((item) => {
        const point = points.appendChild(document.createElement('li'));
        const asked = point.appendChild(document.createElement('span'));
        asked.textContent = item.words;
        speakAs(asked, item.root);
        [item.remarks[OWNER], item.remarks[DAY]].filter((said) => said).forEach((said) => {
          point.appendChild(document.createTextNode(' – '));
          const words = point.appendChild(document.createElement('bdi'));
          words.dir = 'auto';
          words.textContent = said;
        });
      });
    }
  }

  /** @param {HTMLElement} form @param {HTMLElement} place */
  function start(form, place) {
    place.appendChild(app.element('h2', '', 'counts')).id = 'counts';
    const paper = place.appendChild(app.element('p', 'counts__paper'));
    paper.textContent = form.dataset.title;
    speakAs(paper, document.querySelector('h1'));
    place.appendChild(app.element('p', '', 'counts-text'));
    const row_ = place.appendChild(app.element('p', 'buttons'));
    [{id: 'counts-print', act: printCounts}, {id: 'csv', act: () => { saveTable(form); }}].forEach((tool) => {
      const made = row_.appendChild(app.element('button', 'button', tool.id));
      made.type = 'button';
      made.addEventListener('click', tool.act);
    });
    place.appendChild(app.element('div', 'counts__body'));
  }

  function printCounts() {
    document.documentElement.classList.add('prints-counts');
    window.print();
  }

  /** @param {HTMLElement} form */
  function saveTable(form) {
    const head = ['counts-part', 'csv-action', 'csv-state'].concat(NAMES.map((name) => `remark-${name}`));
    const lines = [head.map((id) => app.words(id))].concat(items(form).map((item) =>
      [item.part, item.words, item.level || app.words(`counts-${item.state}`)].concat(item.remarks)));
    answers.saveTable(lines, `${form.dataset.paper}.csv`);
  }

  app.checklist = {update: update};
}());
