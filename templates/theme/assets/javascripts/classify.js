/* Find your way: one question at a time, back and forth, then a result that explains itself. The questions, and where
   each answer leads, are data (content/classifier.yaml). Nothing is counted, kept or sent. */
(function () {
  'use strict';

  const app = window.CitizenData, data = window.CitizenDataClassifier;
  const chart = document.getElementById('classify-chart');
  if (!data || !chart) { return; }

  const byId = new Map(data.questions.map((question) => [question.id, question]));
  const SCHEMA = 'citizen-data-route/1';
  const place = document.createElement('section');
  let route = [], chosen = new Map();

  function add(parent, tag, css, id, values) { return parent.appendChild(app.element(tag, css, id, values)); }

  function words(parent, tag, css, html) {
    const part = add(parent, tag, css);
    part.innerHTML = html;
    return part;
  }

  function button(parent, id, act, css) {
    const made = add(parent, 'button', `button ${css || ''}`.trim(), id);
    made.type = 'button';
    made.addEventListener('click', act);
    return made;
  }

  function focusOn(part) {
    part.tabIndex = -1;
    part.focus();
  }

  function optionsOf(question, taken) {
    const ids = (taken || chosen).get(question.id) || [];
    return question.options.filter((option) => ids.indexOf(option.id) >= 0);
  }

  /* The question after this one; null at the end. */
  function after(question, taken) {
    const options = optionsOf(question, taken);
    const next = options.length ? options[0].next : question.options[0].next;
    return next ? byId.get(next) : null;
  }

  /* -- one question -------------------------------------------------------------------------------------- */

  function ask(question) {
    place.textContent = '';
    if (route.indexOf(question.id) < 0) { route.push(question.id); }
    words(place, 'p', 'kicker', question.part);
    const title = add(place, 'h2', '', 'classify-question', {number: route.indexOf(question.id) + 1});
    const set = add(place, 'fieldset', 'ask'), legend = add(set, 'legend');
    words(legend, 'span', 'ask__words', question.question);
    if (question.help) { words(set, 'p', 'ask__help', question.help).id = 'classify-help'; }
    if (question.help) { set.setAttribute('aria-describedby', 'classify-help'); }
    if (question.several) { add(set, 'p', 'ask__help', 'classify-several'); }
    question.options.forEach((option) => { choice(set, question, option); });
    words(place, 'p', 'small', question.source);
    const status = add(place, 'p', 'status status--problem');
    status.setAttribute('role', 'alert');
    const row = add(place, 'p', 'buttons');
    if (route.indexOf(question.id) > 0) { button(row, 'classify-back', () => { back(question); }); }
    button(row, 'classify-next', () => { next(question, status); }, 'button--main');
    focusOn(title);
  }

  function choice(set, question, option) {
    const frame = add(set, 'div', 'choice'), input = add(frame, 'input'), label = add(frame, 'label');
    input.type = question.several ? 'checkbox' : 'radio';
    input.name = `classify-${question.id}`;
    input.value = option.id;
    input.id = `classify-${question.id}-${option.id}`;
    input.autocomplete = 'off';
    input.checked = (chosen.get(question.id) || []).indexOf(option.id) >= 0;
    label.htmlFor = input.id;
    label.innerHTML = option.text;
  }

  function take(question) {
    const ids = Array.prototype.filter.call(place.querySelectorAll('input'), (input) => input.checked)
      .map((input) => input.value);
    chosen.set(question.id, ids);
    return ids;
  }

  function next(question, status) {
    if (!take(question).length && !question.several) { app.say(status, 'classify-choose'); return; }
    route = route.slice(0, route.indexOf(question.id) + 1);
    const following = after(question);
    if (following) { ask(following); } else { result(); }
  }

  function back(question) {
    take(question);
    route = route.slice(0, route.indexOf(question.id));
    ask(byId.get(route[route.length - 1]));
  }

  /* -- the result ---------------------------------------------------------------------------------------- */

  function answered() { return route.map((id) => byId.get(id)).filter((question) => optionsOf(question).length); }

  /* Where answers lead (`way` in generator/library/classifier.py): the questions on the way, the one that still has to be
     asked, what they find, and the conditions of papers that they settle. */
  function walk(taken) {
    const passed = [], ids = new Set();
    let question = data.questions[0];
    while (question && (optionsOf(question, taken).length || question.several)) {
      passed.push(question);
      question = after(question, taken);
    }
    const options = passed.reduce((all, each_) => all.concat(optionsOf(each_, taken)), []);
    options.forEach((option) => option.finds.forEach((id) => ids.add(id)));
    return {
      route: passed.map((each_) => each_.id),
      next: question ? question.id : '',
      finds: data.findings.map((finding) => finding.id).filter((id) => ids.has(id)),
      conditions: settledBy(options)
    };
  }

  /* What options settle for the papers; a condition that two of them settle differently is left open. */
  function settledBy(options) {
    const settled = Object.create(null), torn = new Set();
    options.forEach((option) => {
      [[option.sets, true], [option.clears, false]].forEach((pair) => pair[0].forEach((id) => {
        if (id in settled && settled[id] !== pair[1]) { torn.add(id); }
        settled[id] = pair[1];
      }));
    });
    torn.forEach((id) => { delete settled[id]; });
    return settled;
  }

  function result() {
    place.textContent = '';
    const title = add(place, 'h2', '', 'classify-results'), led = walk(chosen), papers = new Map();
    const findings = data.findings.filter((finding) => led.finds.indexOf(finding.id) >= 0);
    let part = '';
    findings.forEach((finding) => {
      if (finding.part !== part) { words(place, 'p', 'kicker', finding.part); }
      part = finding.part;
      words(place, 'h3', '', finding.title);
      words(place, 'p', '', finding.text);
      words(place, 'p', 'small', finding.source);
      if (finding.page) { words(place, 'p', '', finding.page); }
      finding.papers.forEach((paper) => { papers.set(paper[0], paper[1]); });
    });
    showPapers(papers, led.conditions);
    showWhy();
    showKeeping();
    focusOn(title);
  }

  function showPapers(papers, conditions) {
    if (!papers.size) { return; }
    add(place, 'h3', '', 'classify-papers');
    const list = add(place, 'ul');
    const boxes = [];
    papers.forEach((link) => { boxes.push(app.pack.boxFor(words(list, 'li', '', link).querySelector('a'), true)); });
    app.pack.offer(list, boxes, conditions);
  }

  function showWhy() {
    add(place, 'h3', '', 'classify-why');
    const list = add(place, 'ol', 'why');
    answered().forEach((question) => {
      const item = add(list, 'li');
      words(item, 'p', 'label', question.question);
      optionsOf(question).forEach((option) => {
        words(add(item, 'p'), 'strong', '', option.text);
        words(item, 'p', '', option.because);
        if (option.open) {
          const open = add(item, 'p', 'labelled');
          add(open, 'strong', '', 'classify-open');
          open.appendChild(document.createTextNode(' '));
          words(open, 'span', '', option.open);
        }
      });
      words(item, 'p', 'small', question.source);
      const change = button(item, 'change', () => {
        route = route.slice(0, route.indexOf(question.id) + 1);
        ask(question);
      }, 'button--small');
      change.setAttribute('aria-label', app.words('change-what', {question: item.querySelector('.label').textContent}));
    });
  }

  /* -- keeping the answers, and beginning again ------------------------------------------------------------ */

  function showKeeping() {
    const row = add(place, 'p', 'buttons');
    button(row, 'save', () => {
      const file = {schema: SCHEMA, version: data.version, answers: {}};
      answered().forEach((question) => {
        const ids = chosen.get(question.id);
        file.answers[question.id] = question.several ? ids : ids[0];
      });
      app.answers.save([app.answers.text(file)], 'application/json', 'find-your-way.json');
    });
    button(row, 'print', () => { window.print(); });
    button(row, 'classify-again', () => { begin(); });
  }

  function begin() {
    route = [];
    chosen = new Map();
    ask(data.questions[0]);
  }

  /* The file's answers, when every one of them is an option of its question. */
  function opened(said) {
    const Refusal = app.answers.Refusal, answers = said instanceof Map && said.get('answers');
    if (!(said instanceof Map) || app.reader.head(said, 'schema') !== SCHEMA || !(answers instanceof Map)) {
      throw new Refusal('open-unreadable');
    }
    const taken = new Map();
    answers.forEach((raw, id) => {
      const question = byId.get(id), ids = [].concat(app.reader.plain(raw));
      const fits = question && (question.several || ids.length === 1) &&
        ids.every((chosen_) => question.options.some((option) => option.id === chosen_));
      if (!fits) { throw new Refusal('open-wrong', {name: id.slice(0, 60)}); }
      taken.set(id, ids);
    });
    return taken;
  }

  /* Walk the tree with the answers of a file, as far as they go. */
  function follow(taken) {
    const led = walk(taken);
    chosen = taken;
    route = led.route;
    if (led.next) { ask(byId.get(led.next)); } else { result(); }
  }

  function openFile(input, status) {
    if (!input.files[0]) { return; }
    app.answers.opened(input.files[0], '').then((file) => { follow(opened(file)); }).catch((error) => {
      const known = error instanceof app.answers.Refusal;
      app.say(status, known ? error.id : 'failed', known ? error.values : {});
    }).then(() => { input.value = ''; });
  }

  function start() {
    place.className = 'classify';
    const row = add(place, 'p', 'buttons');
    button(row, 'classify-start', begin, 'button--main');
    const label = add(place, 'label', 'file', 'open'), input = add(place, 'input'), status = add(place, 'p', 'status status--problem');
    input.type = 'file';
    input.id = 'classify-file';
    input.accept = '.json,application/json';
    input.addEventListener('change', () => { openFile(input, status); });
    label.htmlFor = input.id;
    status.setAttribute('role', 'alert');
    chart.before(place);
  }

  app.classifier = {walk: walk};
  start();
}());
