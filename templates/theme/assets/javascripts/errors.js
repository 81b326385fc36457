/* What is wrong with the answers of a form: found by what the paper takes, then shown at its question and in a list above. */
(function () {
  'use strict';

  const app = window.CitizenData;
  const answers = app.answers, each = answers.each;

  /* -- found --------------------------------------------------------------------------------------------- */

  /** @param {Question} question @param {Conditions} conditions */
  function applies(question, conditions) { return !question.when || conditions[question.when] !== false; }

  /* The id of the words that say what is wrong with an answer, or nothing. `contract` is what the paper takes, or null as
     long as it was not fetched. */
  /** @param {Question} question @param {Answers} given @param {Contract | null} contract */
  function problem(question, given, contract) {
    if (!applies(question, given.conditions)) { return ''; }
    const value = answers.valueOf(question);
    if (value === undefined) {
      return question.needed && (!question.when || given.conditions[question.when] === true) ? 'error-needed' : '';
    }
    if (question.control === 'tick') { return isOneTooMany(question.name, given, contract) ? 'error-one' : ''; }
    const words = /** @type {string} */ (value);
    if (question.control === 'one' || question.control === 'some') {
      return question.alone && isOneTooMany(words, given, contract) ? 'error-one' : '';
    }
    if (question.control === 'number' && !answers.isWhole(words)) { return 'error-number'; }
    if (question.control === 'date' && !answers.isDay(words)) { return 'error-date'; }
    if (question.control === 'date' && isEarly(question.name, words, given, contract)) { return 'error-early'; }
    if (answers.clean(question.inputs[0].value) !== question.inputs[0].value) { return 'left-characters'; }
    return question.most && Array.from(words).length > question.most ? 'error-long' : '';
  }

  /* Whether another box is ticked, elsewhere in the paper, that this one excludes. */
  /** @param {string} name @param {Answers} given @param {Contract | null} contract */
  function isOneTooMany(name, given, contract) {
    return contract !== null &&
      contract.alone.some((group) => group.indexOf(name) >= 0 && group.filter((id) => given.answers[id]).length > 1);
  }

  /* Whether a day comes before another one of the paper that it may not come before. */
  /** @param {string} name @param {string} day @param {Answers} given @param {Contract | null} contract */
  function isEarly(name, day, given, contract) {
    const slot = contract && contract.slots[name];
    return Boolean(slot && slot.after) && day < (given.answers[slot.after] || '');
  }

  /** @param {Map<string, Question>} questions @param {Answers} given @param {Contract | null} contract */
  function problems(questions, given, contract) {
    const /** @type {Problem[]} */ found = [];
    questions.forEach((question) => {
      const id = problem(question, given, contract);
      if (id) { found.push({question: question, id: id}); }
    });
    return found;
  }

  /* -- shown --------------------------------------------------------------------------------------------- */

  /* The words of `id` stand at the question; with none, nothing does. */
  /** @param {Question} question @param {string} id */
  function showAt(question, id) {
    const root = question.root;
    let error = root.querySelector('.ask__error');
    if (!id) {
      if (error) { error.remove(); }
      each(question.inputs, (input) => { input.removeAttribute('aria-invalid'); describe(input, root, null); });
      root.classList.remove('ask--wrong');
      return;
    }
    if (!error) {
      error = app.element('p', 'ask__error');
      error.id = `error-${question.name}`;
      // It is no part of the name of a control whose label is around it.
      const first = question.inputs[0];
      (first.closest('label') || first).before(error);
    }
    error.textContent = '';
    error.appendChild(app.element('strong', '', 'problem'));
    error.appendChild(document.createTextNode(' '));
    error.appendChild(app.element('span', '', id, {question: question.words, most: question.most}));
    root.classList.add('ask--wrong');
    each(question.inputs, (input) => { input.setAttribute('aria-invalid', 'true'); describe(input, root, error); });
  }

  /** @param {HTMLElement} input @param {HTMLElement} root @param {Element | null} error */
  function describe(input, root, error) {
    const ids = [root.querySelector('.ask__help'), error].filter(Boolean).map((words) => words.id).join(' ');
    if (ids) { input.setAttribute('aria-describedby', ids); } else { input.removeAttribute('aria-describedby'); }
  }

  /* All of them, each a link to its question. */
  /** @param {HTMLElement} parent */
  function List(parent) {
    this.place = parent.appendChild(app.element('div', 'errors'));
    this.place.hidden = true;
    this.place.setAttribute('role', 'alert');
    this.place.tabIndex = -1;
    this.place.appendChild(app.element('h2', '', 'errors-title'));
    this.list = this.place.appendChild(app.element('ul'));
  }

  /** @param {Map<string, Question>} questions @param {Problem[]} found */
  List.prototype.show = function (questions, found) {
    questions.forEach((question) => { showAt(question, ''); });
    this.place.hidden = found.length === 0;
    this.list.textContent = '';
    found.forEach((wrong) => {
      showAt(wrong.question, wrong.id);
      const values = {question: wrong.question.words, most: wrong.question.most};
      const link = this.list.appendChild(app.element('li')).appendChild(app.element('a', '', wrong.id, values));
      link.href = `#${wrong.question.inputs[0].id}`;
    });
  };

  app.errors = {applies: applies, problem: problem, problems: problems, showAt: showAt, List: List};
}());
