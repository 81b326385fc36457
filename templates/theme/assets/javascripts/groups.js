/* One view of what many groups marked on the same checklist. Files are read on this device and kept only in this page. */
(function () {
  'use strict';

  const app = window.CitizenData, answers = app.answers, each = answers.each;
  const root = './', heading = document.getElementById('groups-checklists');
  const REMARKS = window.CitizenDataAnswers.remarks;
  /** @type {('version' | 'edition')[]} */ const HEADS = ['version', 'edition'];
  if (!heading) { return; }

  const place = document.createElement('section'), part = /** @type {PartsOfGroups} */ ({});
  let /** @type {OneGroup[]} */ groups = [], /** @type {GroupItem[]} */ items = [], /** @type {Paper | null} */ paper = null;

  /** @type {Add} */
  function add(parent, tag, css, id, values) { return parent.appendChild(app.element(tag, css, id, values)); }

  /** @param {HTMLElement} parent @param {string} id @param {() => void} act @param {string} [css] */
  function button(parent, id, act, css) {
    const made = add(parent, 'button', `button ${css || ''}`.trim(), id);
    made.type = 'button';
    made.addEventListener('click', act);
  }

  /* -- the checklist ------------------------------------------------------------------------------------- */

  /* The checklists of the page, by id: what a file may be for. */
  function checklists() {
    /** @type {Set<string>} */
    const ids = new Set();
    each(document.querySelectorAll('a[href*="checklists/"]'), (link) => {
      const found = /checklists\/([a-z0-9-]+)\.html/.exec(link.getAttribute('href'));
      if (found) { ids.add(found[1]); }
    });
    return ids;
  }

  /* Every item of the paper: its id, its words, and the levels of its scale if it has one. */
  /** @param {string} id */
  function itemsOf(id) {
    const holder = document.createElement('div'), view = new app.paper.View(holder, id), /** @type {GroupItem[]} */ found = [];
    view.show(app.paper.siteOf(id), '');
    each(holder.querySelectorAll('.tick'), (tick) => {
      const box = tick.querySelector('[data-field]');
      // Beside another language, the second column has words without boxes.
      if (box) { found.push({id: box.dataset.field, words: tick.querySelector('p'), levels: null}); }
    });
    each(holder.querySelectorAll('table'), (table) => {
      const heads = Array.from(table.querySelectorAll('thead th')).slice(1).map((head) => head.textContent);
      each(table.querySelectorAll('tbody tr'), (row) => {
        const boxes = Array.from(row.querySelectorAll('[data-field]')).map((box) => box.dataset.field);
        if (!boxes.length || !heads.length) { return; }
        const item = boxes[0].split('.')[0], levels = new Map();
        boxes.forEach((name, at) => { levels.set(name.slice(item.length + 1), heads[at]); });
        found.push({id: item, words: row.querySelector('th p') || row.querySelector('th'), levels: levels});
      });
    });
    return found;
  }

  /* -- files --------------------------------------------------------------------------------------------- */

  /** @param {string} id @param {Values} [values] @returns {never} */
  function refuse(id, values) { throw new answers.Refusal(id, values); }

  /* The checklist that a file is for. */
  /** @param {Raw} said */
  function listOf(said) {
    const id = said instanceof Map ? app.reader.head(said, 'checklist') : '';
    if (!checklists().has(id)) { refuse('open-unreadable'); }
    if (paper && id !== paper.id) { refuse('groups-mixed'); }
    return id;
  }

  /* What the file says, when all of it fits the checklist of this edition: half a file would be counted as a whole. */
  /** @param {Raw} said @returns {OfGroup} */
  function fitting(said) {
    const id = listOf(said), known = app.paper.known(id, app.paper.siteOf(id)), taken = app.reader.take(known.contract, said);
    // A file that does not say which, may be of any.
    HEADS.forEach((name) => {
      const theirs = app.reader.head(/** @type {Map<string, Raw>} */ (said), name), ours = known.contract[name];
      if (theirs !== ours) {
        refuse(name === 'version' ? 'open-version' : 'groups-edition', {theirs: answers.short(theirs) || '?', ours: ours});
      }
    });
    const unfit = taken.listed.filter((pair) => pair[1] !== 'characters' && pair[1] !== 'one')[0];
    if (unfit) { refuse('open-wrong', {name: answers.short(unfit[0])}); }
    if (!paper) {
      paper = known;
      items = itemsOf(known.id);
    }
    return {answers: taken.answers, both: taken.listed.filter((pair) => pair[1] === 'one').map((pair) => pair[0])};
  }

  /* The same answers as one text, in whatever order they stand. */
  /** @param {OfGroup} given */
  function likeness(given) {
    return JSON.stringify([given.both, Object.keys(given.answers).sort().map((name) => [name, given.answers[name]])]);
  }

  /** @param {File} file @param {OfGroup} given */
  function take(file, given) {
    const like = likeness(given);
    if (groups.some((group) => group.like === like)) { refuse('groups-twice'); }
    groups.push({name: file.name.replace(/(\.answers)?\.(json|ya?ml)$/, ''), answers: given.answers, both: given.both, like: like});
  }

  /** @param {File} file */
  function read(file) {
    return answers.opened(file, '')
      .then((said) => app.paper.fetched(root, listOf(said), [app.paper.siteOf(listOf(said)), '']).then(() => { take(file, fitting(said)); }))
      .catch((error) => { refused(file, error); });
  }

  /** @param {File} file @param {unknown} error */
  function refused(file, error) {
    const known = error instanceof answers.Refusal, line = add(part.refused, 'li');
    add(line, 'span', '', 'groups-refused', {file: file.name.slice(0, 80)});
    line.appendChild(document.createTextNode(' '));
    const id = !known ? 'failed' : error.id === 'open-locked' ? 'groups-locked' : error.id;
    add(line, 'span', '', id, known ? error.values : {});
  }

  /* One file after the other, so that the first decides which checklist it is. */
  function openFiles() {
    part.refused.textContent = '';
    Array.from(part.file.files).reduce((before, file) => before.then(() => read(file)), Promise.resolve()).then(() => {
      part.file.value = '';
      app.say(part.status, 'groups-read', {count: groups.length});
      show();
    });
  }

  /* -- the table ----------------------------------------------------------------------------------------- */

  /* Whoever has done an action and says that it does not apply, counts as neither. */
  /** @param {OneGroup} group @param {GroupItem} item @returns {string} */
  function state(group, item) {
    if (group.both.indexOf(item.id) >= 0) { return 'both'; }
    const said = answers.has(group.answers, item.id) ? group.answers[item.id] : undefined;
    if (item.levels) { return said === undefined ? 'open' : /** @type {string} */ (said); }
    if (said === true) { return 'done'; }
    return answers.has(group.answers, `${item.id}.not-applicable`) ? 'not-applicable' : 'open';
  }

  /** @param {OneGroup} group @param {GroupItem} item */
  function stateWords(group, item) {
    const said = state(group, item);
    if (said === 'both') { return `${app.words('counts-done')} / ${app.words('counts-not-applicable')}`; }
    return item.levels && item.levels.has(said) ? item.levels.get(said) : app.words(`counts-${said}`);
  }

  /** @param {HTMLTableRowElement} row @param {'th' | 'td'} tag @param {string} scope @param {string} words */
  function cell(row, tag, scope, words) {
    const made = row.appendChild(document.createElement(tag));
    if (scope) { made.scope = scope; }
    made.textContent = words;
    return made;
  }

  function show() {
    part.table.textContent = '';
    part.buttons.hidden = groups.length === 0;
    if (!groups.length) { return; }
    const title = app.paper.element(paper.title);
    part.table.appendChild(title);
    const frame = add(part.table, 'div', 'table'), table = frame.appendChild(document.createElement('table'));
    frame.tabIndex = 0;
    frame.setAttribute('role', 'region');
    frame.setAttribute('aria-label', app.words('groups-table'));
    app.say(table.createCaption(), 'groups-table');
    const head = table.createTHead().insertRow();
    [app.words('csv-action')].concat(groups.map((group) => group.name))
      .forEach((words) => { cell(head, 'th', 'col', words); });
    const body = table.appendChild(document.createElement('tbody'));
    items.forEach((item) => { showItem(body.insertRow(), item); });
  }

  /** @param {HTMLTableRowElement} row @param {GroupItem} item */
  function showItem(row, item) {
    const name = cell(row, 'th', 'row', '');
    name.appendChild(item.words.cloneNode(true));
    const done = groups.filter((group) => ['open', 'not-applicable', 'both'].indexOf(state(group, item)) < 0).length;
    add(name, 'p', 'small', 'groups-all', {done: done, all: groups.length});
    groups.forEach((group) => {
      const made = cell(row, 'td', '', stateWords(group, item));
      REMARKS.forEach((kind) => {
        const key = `${item.id}.${kind}`;
        if (!answers.has(group.answers, key)) { return; }
        const said = add(made, 'p', 'small');
        said.dir = 'auto';
        said.textContent = String(group.answers[key]);
      });
    });
  }

  function rows() {
    return [[app.words('csv-action')].concat(groups.map((group) => group.name))].concat(items.map((item) =>
      [item.words.textContent].concat(groups.map((group) => stateWords(group, item)))));
  }

  function erase() {
    groups = [];
    items = [];
    paper = null;
    part.refused.textContent = '';
    part.file.value = '';
    app.say(part.status, 'erased');
    show();
    part.file.focus();
  }

  function start() {
    place.className = 'groups';
    part.file = app.chooser(add(place, 'p', 'buttons'), 'groups-open', 'groups-file', '.json,.yaml,.yml,application/json');
    part.file.multiple = true;
    const help = add(place, 'p', 'ask__help', 'groups-help');
    help.id = 'groups-help';
    part.file.setAttribute('aria-describedby', help.id);
    part.file.addEventListener('change', openFiles);
    part.status = add(place, 'p', 'status');
    part.status.setAttribute('role', 'status');
    part.refused = add(place, 'ul', 'status--problem');
    part.refused.setAttribute('role', 'alert');
    part.buttons = add(place, 'p', 'buttons');
    part.buttons.hidden = true;
    button(part.buttons, 'groups-print', () => { window.print(); }, 'button--main');
    button(part.buttons, 'csv', () => { answers.saveTable(rows(), `${paper.id}-groups.csv`); });
    button(part.buttons, 'groups-erase', erase, 'button--warn');
    part.table = add(place, 'div');
    heading.before(place);
  }

  start();
}());
