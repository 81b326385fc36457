/* The page on which a paper is filled in: parts that apply, errors, the check of all answers, the preview,
   and what a person can do with the answers. Everything here stays in this page until a person saves it. What shows the
   paper is fetched when somebody answers or asks for it. */
(function () {
  'use strict';

  const app = window.CitizenData;
  const answers = app.answers, errors = app.errors, draft = app.draft, each = answers.each, focusOn = app.steps.focusOn;
  const here = /** @type {HTMLScriptElement} */ (document.currentScript).src.replace(/[^/]*$/, '');
  /* Of the form in the language in which it stands: `start` gives all of them their values. */
  let /** @type {HTMLElement} */ form, /** @type {HTMLElement} */ tools, /** @type {DOMStringMap} */ site, /** @type {[tag: string, name: string][]} */ languages;
  let /** @type {string} */ own, /** @type {string} */ title, /** @type {PartsOfForm} */ part, /** @type {Steps} */ steps;
  let /** @type {Map<string, Question>} */ questions, /** @type {View | null} */ view;
  let pending = false, pause = 0, beside = '', opening = 0, unsaved = false;
  /** @type {Set<Question>} */
  const typing = new Set();
  /* Why something of a file is listed → the id of the words that say it. */
  /** @type {Record<string, string>} */
  const WHY = {
    unknown: 'left-unknown', kind: 'left-kind', choice: 'left-choice', date: 'error-date', one: 'error-one',
    number: 'error-number', long: 'error-long', characters: 'left-characters', needed: 'error-needed', early: 'error-early'
  };

  /* -- small builders ------------------------------------------------------------------------------------ */

  /** @type {Add} */
  function add(parent, tag, css, id, values) { return parent.appendChild(app.element(tag, css, id, values)); }

  /** @param {HTMLElement} parent @param {string} id @param {(event: Event) => void} act @param {string} [css] */
  function button(parent, id, act, css) {
    const made = add(parent, 'button', `button ${css || ''}`.trim(), id);
    made.type = 'button';
    made.addEventListener('click', act);
    return made;
  }

  /* Where messages are seen: with the tools, or in the bar while another screen is shown. */
  function status() { return part.tools.classList.contains('is-shown') ? part.status : steps.status; }

  /** @param {string} id @param {Values} [values] */
  function tell(id, values) { app.say(status(), id, values); }

  /** @param {unknown} error */
  function refuse(error) {
    const known = error instanceof answers.Refusal;
    tell(known ? error.id : 'failed', known ? error.values : {});
    status().classList.add('status--problem');
  }

  function calm() {
    [part.status, steps.status].forEach((place) => { place.classList.remove('status--problem'); });
  }

  /* -- what applies, and how far it is ------------------------------------------------------------------- */

  /** @param {Conditions} conditions */
  function showWhatApplies(conditions) {
    each(form.querySelectorAll('[data-when]'), (entry) => {
      const said = conditions[entry.dataset.when];
      entry.hidden = said === false;
      each(entry.querySelectorAll('.ask__when'), (words) => { words.hidden = said === true; });
    });
    each(form.querySelectorAll('.part'), (section) => {
      section.hidden = false;
      section.hidden = !Array.prototype.some.call(section.querySelectorAll('.ask'), (ask) => !ask.closest('[hidden]'));
    });
  }

  /** @param {Question} question */
  function isMain(question) { return !question.root.closest('.item__more'); }

  /* What the paper takes; null as long as it was not fetched. */
  function contract() {
    const paper = app.paper && app.paper.known(site.paper, own);
    return paper ? paper.contract : null;
  }

  /* The question under which a name of a file of answers is asked for. */
  /** @param {string} name */
  function questionFor(name) {
    let found = questions.get(name);
    questions.forEach((question) => {
      if (question.alone && Array.prototype.some.call(question.inputs, (input) => input.value === name)) { found = question; }
    });
    return found;
  }

  /* -- errors -------------------------------------------------------------------------------------------- */

  /** @param {Question} question */
  function problem(question) { return errors.problem(question, answers.read(form), contract()); }

  /** @param {Problem[]} found */
  function showProblems(found) {
    part.errors.show(questions, found);
    document.title = found.length ? app.words('error-in-title', {title: title}) : title;
  }

  /* -- the check of all answers -------------------------------------------------------------------------- */

  /** @param {Question} question */
  function said(question) {
    const value = answers.valueOf(question);
    if (value === undefined) { return app.words('unanswered'); }
    if (question.control === 'tick') { return app.words('yes'); }
    if (question.control === 'one' || question.control === 'some') {
      return Array.prototype.filter.call(question.inputs, (input) => input.checked)
        .map((input) => input.nextElementSibling.textContent).join(' · ');
    }
    return String(value);
  }

  /** @param {Question} question */
  function rowWords(question) {
    const row = question.root.closest('[data-row]');
    return row ? `${row.querySelector('legend').textContent}: ` : '';
  }

  function showChecked() {
    const conditions = answers.read(form).conditions;
    part.checkedList.textContent = '';
    questions.forEach((question) => {
      const more = !isMain(question) || question.root.closest('[data-row]');
      if (!errors.applies(question, conditions) || (more && answers.valueOf(question) === undefined)) { return; }
      const entry = add(part.checkedList, 'div', 'checked__entry');
      add(entry, 'dt').textContent = rowWords(question) + question.words;
      const shown = add(entry, 'dd', 'checked__answer');
      shown.dir = 'auto';
      shown.textContent = said(question);
      const change = add(add(entry, 'dd'), 'a', '', 'change');
      change.href = `#${question.inputs[0].id}`;
      change.setAttribute('aria-label', app.words('change-what', {question: question.words}));
    });
    part.checked.hidden = false;
    focusOn(part.checkedTitle);
  }

  function check() {
    refresh();
    const found = errors.problems(questions, answers.read(form), contract());
    showProblems(found);
    part.checked.hidden = true;
    if (found.length) { focusOn(part.errors.place); } else { showChecked(); }
  }

  /* -- after every change -------------------------------------------------------------------------------- */

  function refresh() {
    const file = answers.read(form);
    showWhatApplies(file.conditions);
    steps.update();
    if (view) { view.update(file); }
    if (app.checklist) { app.checklist.update(form, part.counts); }
    clearTimeout(pause);
    keepDraft(file);
  }

  function later() {
    if (pending) { return; }
    pending = true;
    requestAnimationFrame(() => { pending = false; refresh(); });
  }

  /* While somebody types, only the preview of that answer changes with each key; the rest follows at the next pause. */
  /** @param {Question} question */
  function typed(question) {
    typing.add(question);
    clearTimeout(pause);
    pause = setTimeout(later, 250);
    if (typing.size > 1) { return; }
    requestAnimationFrame(() => {
      const shown = view && Array.from(typing).every((each_) => view.updateOne(each_.name, answers.valueOf(each_)));
      typing.clear();
      if (!shown) { refresh(); }
    });
  }

  /** @param {Event} event */
  function changed(event) {
    part.checked.hidden = true;
    remember();
    if (!view) { showPreview(beside); }
    const input = /** @type {HTMLInputElement} */ (event.target), root = input.closest('.ask');
    const question = root && questions.get(input.name);
    if (question && root.classList.contains('ask--wrong') && !problem(question)) {
      errors.showAt(question, '');
    }
    if (question && question.inputs.length === 1 && question.control !== 'tick') { typed(question); } else { later(); }
  }

  /* -- the preview --------------------------------------------------------------------------------------- */

  /* What shows the paper, and the paper in these languages. */
  /** @param {string[]} tags */
  function fetched(tags) {
    const scripts = site.kind === 'checklist' ? ['paper', 'checklist'] : ['paper'];
    return Promise.all(scripts.map((name) => app.load(`${here}${name}.js`)))
      .then(() => app.paper.fetched(site.root, site.paper, tags));
  }

  /** @param {string} wanted */
  function showPreview(wanted) {
    return fetched([own, wanted]).then(() => {
      beside = wanted;
      if (!view) {
        view = new app.paper.View(part.paper, site.paper);
        questions.forEach((question) => { if (question.control === 'date') { view.days.add(question.name); } });
      }
      view.show(own, beside);
      refresh();
    }).catch(refuse);
  }

  function print() {
    showPreview(beside).then(() => {
      if (!view) { return; }
      document.documentElement.classList.remove('prints-counts');
      document.documentElement.classList.add('prints-paper');
      window.print();
    });
  }

  /* -- files --------------------------------------------------------------------------------------------- */

  /** @param {string} ending */
  function fileName(ending) { return `${site.paper}.${ending}`; }

  function saveAnswers() {
    calm();
    const file = answers.read(form), password = part.password.value;
    const name = fileName(password ? 'locked.json' : 'answers.json');
    (password ? answers.locked(file, password) : Promise.resolve(file)).then((made) => {
      answers.save([answers.text(made)], 'application/json', name);
      forgetChanges();
      tell('saved', {file: name});
    }).catch(refuse);
  }

  function openAnswers() {
    calm();
    part.left.textContent = '';
    const chosen = part.file.files[0];
    if (!chosen) { return; }
    const mine = opening += 1;
    Promise.all([answers.opened(chosen, part.password.value), fetched([own])]).then((came) => {
      if (mine !== opening) { return; }
      const file = came[0], taken = takeIn(file), ours = contract();
      showPreview(beside);
      /** @type {(said: (name: 'version' | 'edition') => string) => string} */
      const version = (paper) => `${paper('version') || '–'} / ${paper('edition') || '–'}`;
      tell(taken.another ? 'opened-version' : taken.listed.length ? 'opened-part' : 'opened', {
        theirs: version((name) => answers.short(app.reader.head(/** @type {Map<string, Raw>} */ (file), name))), ours: version((name) => ours[name])
      });
    }).catch((error) => { if (mine === opening) { refuse(error); } }).then(() => { part.file.value = ''; });
  }

  /* What fits of a file stands in the form, and the rest in a list. */
  /** @param {Raw} file */
  function takeIn(file) {
    const taken = app.reader.take(contract(), file);
    answers.write(form, taken);
    questions = answers.questions(form);
    forgetChanges();
    showProblems([]);
    refresh();
    part.left.textContent = '';
    // What an earlier paper did not ask is new to whoever filled that in.
    const remarks = taken.remarks.filter((pair) => pair[1] === (taken.another ? 'needed' : 'early'));
    taken.listed.concat(remarks).forEach((pair) => {
      const question = questionFor(pair[0]), said = saidIn(/** @type {Map<string, Raw>} */ (file), pair[0]);
      const line = add(part.left, 'li', '', WHY[pair[1]], {
        name: answers.short(pair[0]), question: question ? question.words : answers.short(pair[0]), most: question ? question.most : ''
      });
      if (!said || (answers.has(taken.answers, pair[0]) && pair[1] !== 'choice')) { return; }
      line.appendChild(document.createTextNode(' – '));
      const words = line.appendChild(document.createElement('bdi'));
      words.dir = 'auto';
      words.textContent = said.slice(0, 1000);
    });
    return taken;
  }

  /* The words of a file for an answer, so that nobody has to look them up there. */
  /** @param {Map<string, Raw>} file @param {string} name */
  function saidIn(file, name) {
    const raw = file.get(name.indexOf('condition:') === 0 ? 'conditions' : 'answers');
    const value = raw instanceof Map ? raw.get(name.replace(/^condition:/, '')) : null;
    return answers.clean([].concat(value || []).map((each_) => each_.text || '').join(', '));
  }

  function saveWord() {
    calm();
    tell('loading');
    Promise.all([app.load(`${here}word.js`), fetched([own])]).then(() => {
      /** @type {Set<string>} */
      const days = new Set();
      questions.forEach((question) => { if (question.control === 'date') { days.add(question.name); } });
      return app.wordOf(site, answers.read(form), app.paper.known(site.paper, own), days);
    }).then((made) => {
      answers.save([made], made.type, fileName('docx'));
      tell('saved', {file: fileName('docx')});
    }).catch(() => { refuse(new answers.Refusal('word-failed')); });
  }

  /* -- a draft for as long as the tab is open, if a person asks for it ------------------------------------ */

  /** @param {BeforeUnloadEvent} event */
  function warn(event) {
    event.preventDefault();
    event.returnValue = '';
  }

  /* Something was answered that is in no file yet: the browser asks before the page is left. */
  function remember() {
    if (unsaved || keeps()) { return; }
    unsaved = true;
    window.addEventListener('beforeunload', warn);
  }

  function forgetChanges() {
    unsaved = false;
    window.removeEventListener('beforeunload', warn);
  }

  function keeps() { return Boolean(part.keep && part.keep.checked); }

  /** @param {Answers} file */
  function keepDraft(file) {
    if (!keeps()) { window.removeEventListener('pagehide', keepLast); return; }
    // Only then: Firefox ends what still runs in a page that is left, and says so.
    window.addEventListener('pagehide', keepLast);
    if (!draft.keep(site.paper, file)) {
      part.keep.checked = false;
      tell('keep-failed');
    }
  }

  function keepLast() { keepDraft(answers.read(form)); }

  function restoreDraft() {
    const kept = draft.kept(site.paper);
    if (!kept) { return; }
    Promise.all([answers.parsed(kept), fetched([own])]).then((came) => {
      takeIn(came[0]);
      showPreview(beside);
      part.keep.checked = true;
      tell('restored');
    }).catch(() => { draft.forget(site.paper); });
  }

  function toggleKeep() {
    if (part.keep.checked) {
      forgetChanges();
      later();
    } else {
      draft.forget(site.paper);
      remember();
    }
  }

  /* -- erasing ------------------------------------------------------------------------------------------- */

  /** @param {Event} event */
  function erase(event) {
    const asked = /** @type {HTMLElement} */ (event.currentTarget);
    if (!asked.dataset.sure) {
      asked.dataset.sure = 'yes';
      app.say(asked, 'erase-sure');
      return;
    }
    unsure(asked);
    clear();
    calm();
    tell('erased');
  }

  function clear() {
    draft.forgetAll();
    empty();
  }

  function empty() {
    opening += 1;
    each(form.querySelectorAll('.copy--added'), (row) => { row.remove(); });
    questions = answers.questions(form);
    answers.write(form, {conditions: {}, answers: {}});
    part.password.value = '';
    part.file.value = '';
    if (part.keep) { part.keep.checked = false; }
    part.checkedList.textContent = '';
    part.left.textContent = '';
    showProblems([]);
    if (view) { view.show(own, beside); }
    forgetChanges();
    refresh();
  }

  /** @param {HTMLElement} asked */
  function unsure(asked) {
    delete asked.dataset.sure;
    app.say(asked, 'erase');
  }

  /* -- the page ------------------------------------------------------------------------------------------ */

  function startForm() {
    each(form.querySelectorAll('.copies'), (copies) => {
      if (!copies.dataset.most) { return; }
      button(copies, 'add', () => {
        const row = answers.addRow(form, copies);
        if (!row) { return; }
        questions = answers.questions(form);
        // What was wrong in the row before is not wrong in this one.
        questions.forEach((question) => { if (row.contains(question.root)) { errors.showAt(question, ''); } });
        focusOn(row.querySelector('input, textarea'));
        tell('added');
        later();
      }, 'button--small').setAttribute('aria-label',
        `${app.words('add')}: ${copies.querySelector('.copies__caption').textContent}`);
    });
    form.addEventListener('submit', (event) => { event.preventDefault(); });
    form.addEventListener('input', changed);
    form.addEventListener('change', changed);
  }

  function startTools() {
    const section = part.tools = add(tools, 'section', 'tools');
    add(section, 'h2', '', 'tools').id = 'tools';
    part.errors = new errors.List(section);
    const row = add(section, 'p', 'buttons');
    button(row, 'check', check, 'button--main');
    button(row, 'print', print);
    if (site.word) { button(row, 'word', saveWord); }
    part.status = add(section, 'p', 'status');
    part.status.setAttribute('role', 'status');
    part.left = add(section, 'ul', 'status--problem');
    part.checked = add(section, 'div', 'checked');
    part.checked.hidden = true;
    part.checkedTitle = add(part.checked, 'h3', '', 'checked-title');
    part.checkedList = add(part.checked, 'dl');
    startKeeping(section);
    if (site.kind === 'checklist') { part.counts = add(tools, 'section', 'counts'); }
  }

  /** @param {HTMLElement} section */
  function startKeeping(section) {
    add(section, 'h3', '', 'keep-title');
    // Shown while it is typed, so that it can be noted down, and so that no browser offers to keep it.
    labelled(section, 'password', 'text', 'password-help');
    const row = add(section, 'p', 'buttons');
    button(row, 'save', saveAnswers);
    part.file = app.chooser(row, 'open', 'fill-file', '.json,.yaml,.yml,application/json');
    part.file.addEventListener('change', openAnswers);
    if (draft.may()) { startDraft(section); }
    const last = add(section, 'p', 'buttons');
    const eraser = button(last, 'erase', erase, 'button--warn');
    eraser.addEventListener('blur', () => { unsure(eraser); });
  }

  /** @param {HTMLElement} parent @param {'password'} name @param {string} type @param {string} help */
  function labelled(parent, name, type, help) {
    const frame = add(parent, 'div', 'ask');
    const label = add(frame, 'label', '', name);
    const input = part[name] = app.element('input');
    const words = add(frame, 'p', 'ask__help', help);
    frame.appendChild(input);
    input.type = type;
    input.id = `fill-${name}`;
    input.autocomplete = 'off';
    input.spellcheck = false;
    input.dir = 'auto';
    words.id = `fill-${name}-help`;
    label.htmlFor = input.id;
    input.setAttribute('aria-describedby', words.id);
  }

  /** @param {HTMLElement} section */
  function startDraft(section) {
    const frame = add(section, 'div', 'ask');
    const choice = add(frame, 'label', 'choice');
    part.keep = add(choice, 'input');
    part.keep.type = 'checkbox';
    part.keep.id = 'fill-keep';
    part.keep.autocomplete = 'off';
    add(choice, 'span', '', 'keep');
    const help = add(frame, 'p', 'ask__help', 'keep-help');
    help.id = 'fill-keep-help';
    part.keep.setAttribute('aria-describedby', help.id);
    part.keep.addEventListener('change', toggleKeep);
  }

  function startPreview() {
    const section = add(tools, 'section', 'preview');
    add(section, 'h2', '', 'preview').id = 'preview';
    add(section, 'p', '', 'preview-text');
    button(add(section, 'p', 'buttons'), 'print', print, 'button--main');
    if (languages.length > 1) {
      const label = add(section, 'label', 'beside', 'beside');
      const select = add(section, 'select');
      select.id = 'fill-beside';
      select.autocomplete = 'off';
      label.htmlFor = select.id;
      add(select, 'option', '', 'beside-none').value = '';
      languages.slice(1).forEach((language) => {
        const option = add(select, 'option');
        option.value = language[0];
        option.lang = language[0];
        option.textContent = language[1];
      });
      select.addEventListener('change', () => { showPreview(select.value).then(() => { select.value = beside; }); });
    }
    part.paper = add(section, 'div', 'paper');
    part.paper.id = 'fill-paper';
  }

  function startSteps() {
    steps = new app.steps.Steps(form.parentElement, saveAnswers, (section) => {
      if (section.matches('.preview')) { showPreview(beside); }
    });
    // Whoever goes on with a paper opens the file first.
    const open = app.element('a', '', 'open');
    open.href = '#fill-file';
    const line = app.element('p', 'fill__open');
    line.appendChild(open);
    form.before(line);
    steps.show(false);
  }

  /* The form that stands in the page can be filled in. */
  function start() {
    form = document.getElementById('fill');
    tools = document.getElementById('fill-tools');
    site = form.dataset;
    languages = JSON.parse(site.languages);
    own = languages[0][0];
    title = document.title;
    part = /** @type {PartsOfForm} */ ({});
    view = null;
    questions = answers.questions(form);
    startForm();
    startTools();
    startPreview();
    startSteps();
    refresh();
  }

  /* -- another language ------------------------------------------------------------------------------------ */

  function isEmpty() {
    const file = answers.read(form, true);
    return !Object.keys(file.answers).length && !Object.keys(file.conditions).length;
  }

  /* The form in another language, with the answers of this one; the link that asked for it becomes an entry of the history. */
  /** @param {string} tag @param {HTMLAnchorElement} [link] */
  function turn(tag, link) {
    app.load(`${here}language.js`).then(() => app.language.fetched(site, tag)).then((found) => {
      const file = answers.read(form, true), password = part.password.value, kept = keeps(), had = view;
      if (link) { app.language.enter(link); }
      app.language.show(form.parentElement, found);
      beside = '';
      start();
      answers.write(form, file);
      questions = answers.questions(form);
      part.password.value = password;
      if (part.keep) { part.keep.checked = kept; }
      refresh();
      if (had) { showPreview(beside); }
      steps.show(true);
    }).catch(refuse);
  }

  /* A link to another language is followed as any other where nothing would be lost. */
  /** @param {MouseEvent} event */
  function followed(event) {
    const link = /** @type {HTMLAnchorElement} */ (/** @type {Element} */ (event.target).closest('#__languages a'));
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || isEmpty()) { return; }
    event.preventDefault();
    link.closest('details').removeAttribute('open');
    if (link.lang !== own) { turn(link.lang, link); }
  }

  /* Each entry of the history knows its language, and nothing else. */
  function note() { history.replaceState({language: own}, ''); }

  function wentBack() {
    if (!history.state) { note(); } else if (history.state.language !== own) { turn(history.state.language); }
  }

  start();
  note();
  document.addEventListener('click', followed);
  window.addEventListener('popstate', wentBack);
  if (draft.may()) { restoreDraft(); }
  window.addEventListener('hashchange', () => { steps.show(true); });
  window.addEventListener('afterprint', () => { document.documentElement.classList.remove('prints-paper', 'prints-counts'); });
  window.addEventListener('beforeprint', () => {
    const root = document.documentElement;
    refresh();
    if (view && !root.classList.contains('prints-counts')) { root.classList.add('prints-paper'); }
  });
}());
