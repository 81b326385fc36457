/* Find your way: one question at a time, back and forth, then a result that explains itself. All words stand on the page;
   where answers lead is data (classifier.js, of content/classifier.yaml and levels.yaml). What only some need (deeper
   questions, files, packs) is fetched when they ask for it. Nothing is counted, kept or sent. */
(function () {
  'use strict';

  /** @type {Toolkit} */
  const app = window.CitizenData = window.CitizenData || {};
  const data = window.CitizenDataClassifier, top = document.getElementById('classify-questions');
  if (!data || !top) { return; }

  const SCHEMA = 'citizen-data-route/1', NO = 'no', START = 'start', RESULT = 'result';
  const here = /** @type {HTMLScriptElement} */ (document.currentScript).src.replace(/[^/]*$/, '');
  const triage = new Set(data.questions.map((question) => question.id));
  const place = document.createElement('section'), held = document.createElement('div');
  let /** @type {string[]} */ route = [], /** @type {Given} */ chosen = new Map(), deep = false, unsaved = false;
  /* The question that is shown, if one is. */
  /** @type {ScreenQuestion | null} */
  let now = null;

  /* -- the rules: asked.py and levels.py are the same, by tests/cases -------------------------------------- */

  /** @param {string} id */
  function byId(id) { return data.questions.filter((question) => question.id === id)[0]; }

  /** @param {ScreenQuestion} question @param {Given} taken */
  function optionsOf(question, taken) {
    const ids = taken.get(question.id) || [];
    return question.options.filter((option) => ids.indexOf(option.id) >= 0);
  }

  /** @param {ScreenQuestion} question @param {ScreenOption[]} options */
  function after(question, options) {
    return options.length ? byId(options[0].next) : data.questions[data.questions.indexOf(question) + 1];
  }

  /** @param {ScreenQuestion} question @param {Given} said */
  function leftOut(question, said) {
    const unless = question.unless || {};
    return Object.keys(unless).some((id) => (said.get(id) || []).some((answer) => unless[id].indexOf(answer) >= 0));
  }

  /* The level of risk: the highest that an answer raises it to; whoever did not say no gave the careful answer. */
  /** @param {Given} said */
  function levelOf(said) {
    const raised = data.questions.filter((question) => question.raises && !leftOut(question, said) &&
      (said.get(question.id) || [])[0] !== NO).map((question) => question.raises);
    return data.levels.reduce((most, level) => (raised.indexOf(level.id) >= 0 && level.number > most.number ? level : most));
  }

  /* Each finding with how sure it is. */
  /** @param {ScreenOption[]} options */
  function found(options) {
    /** @type {Record<string, string>} */
    const finds = Object.create(null);
    data.findings.forEach((finding) => {
      const by = options.filter((option) => (option.finds || []).indexOf(finding.id) >= 0);
      const reading = by.some((option) => option.open) ? 'reading' : 'said';
      if (by.length) { finds[finding.id] = finding.open ? 'open' : reading; }
    });
    return finds;
  }

  /* What options settle for the papers; a condition that two of them settle differently is left open. */
  /** @param {ScreenOption[]} options */
  function settledBy(options) {
    const /** @type {Conditions} */ settled = Object.create(null), torn = new Set();
    options.forEach((option) => {
      [true, false].forEach((value) => ((value ? option.sets : option.clears) || []).forEach((id) => {
        if (id in settled && settled[id] !== value) { torn.add(id); }
        settled[id] = value;
      }));
    });
    torn.forEach((id) => { delete settled[id]; });
    return settled;
  }

  /* Where answers lead: the questions on the way, the one that still has to be asked, and what they show. Only what
     stands on this way counts: somebody who went back may have answered questions of another. */
  /** @param {Given} taken @returns {Walk} */
  function walk(taken) {
    const /** @type {string[]} */ passed = [], said = new Map();
    let question = data.questions[0], /** @type {ScreenOption[]} */ all = [];
    while (question) {
      const out = leftOut(question, said), options = out ? [] : optionsOf(question, taken);
      if (!out) {
        if (!options.length && !question.several) { break; }
        passed.push(question.id);
        said.set(question.id, options.map((option) => option.id));
        all = all.concat(options);
      }
      question = after(question, options);
    }
    const done = !question || !triage.has(question.id);
    const level = done && data.questions.some((each) => each.raises && said.has(each.id)) ? levelOf(said) : null;
    const finds = found(all);
    const fits = data.papers.filter((paper) => paper.when.some((id) => id in finds || (level && id === level.id)) &&
      (!level || paper.levels.indexOf(level.number) >= 0)).sort((one, other) => one.rank - other.rank).map((paper) => paper.id);
    return {
      route: passed, next: question ? question.id : '', finds: finds, level: level ? level.id : '',
      papers: fits.slice(0, data.first), more: fits.slice(data.first), conditions: settledBy(all)
    };
  }

  /* -- parts of the page ----------------------------------------------------------------------------------- */

  /** @template {keyof HTMLElementTagNameMap} K @param {HTMLElement} parent @param {K} tag @param {string} [css] */
  function add(parent, tag, css) {
    const part = parent.appendChild(document.createElement(tag));
    if (css) { part.className = css; }
    return part;
  }

  /* An element with words of the script's own. */
  /** @template {keyof HTMLElementTagNameMap} K @param {HTMLElement} parent @param {K} tag @param {string} css @param {string} id @param {number} [number] */
  function own(parent, tag, css, id, number) {
    const part = add(parent, tag, css);
    part.innerHTML = data.words[id].replace('{number}', String(number));
    return part;
  }

  /* A copy of what stands in a part of the page, with its language. */
  /** @template {keyof HTMLElementTagNameMap} K @param {HTMLElement} parent @param {K} tag @param {string} css @param {Element} from */
  function copied(parent, tag, css, from) {
    const part = add(parent, tag, css), spoken = from.closest('[lang]');
    Array.prototype.forEach.call(from.childNodes, (node) => { part.appendChild(node.cloneNode(true)); });
    Array.prototype.forEach.call(part.querySelectorAll('[id]'), (each) => { each.removeAttribute('id'); });
    if (spoken !== document.documentElement) {
      part.lang = spoken.lang;
      part.dir = spoken.dir;
    }
    return part;
  }

  /** @param {HTMLElement} parent @param {string} id @param {() => void} act @param {string} [css] */
  function button(parent, id, act, css) {
    const made = own(parent, 'button', `button ${css || ''}`.trim(), id);
    made.type = 'button';
    made.addEventListener('click', act);
    return made;
  }

  /** @param {HTMLElement} parent @param {string} id */
  function closed(parent, id) {
    const details = add(parent, 'details');
    own(details, 'summary', '', id);
    return details;
  }

  /** @param {HTMLElement} part */
  function focusOn(part) {
    part.tabIndex = -1;
    part.focus();
  }

  /* The entry of a list of the page that belongs to one of `things`, which stand in the same order. */
  /** @param {string} role @param {{id: string}[]} things @param {string} id */
  function entry(role, things, id) {
    const at = things.map((thing) => thing.id).indexOf(id);
    return document.querySelector(`.classify-${role}`).children[at];
  }

  /** @param {string} id */
  function answersIn(id) { return entry('asked', data.questions, id).querySelector('ul').children; }

  /* What stands on the page to be read in one go gives way to the question or the result. */
  /** @type {HTMLElement[]} */
  const plain = [];
  /** @param {boolean} all */
  function clear(all) {
    now = null;
    guard();
    place.textContent = '';
    plain.forEach((part) => { part.hidden = part.dataset.read === 'yes' || all; });
  }

  /* Scripts stand once for all languages, and data with the pages of each. */
  /** @param {string} name */
  function tool(name) { return `${here}${name}.js`; }

  /** @param {string} name */
  function words(name) { return `./assets/${name}.js`; }

  /** @param {string[]} addresses */
  function fetched(addresses) {
    return Promise.all(addresses.map((address) => new Promise((done, failed) => {
      const script = document.createElement('script');
      script.src = address;
      script.async = false;
      script.onload = done;
      script.onerror = failed;
      document.head.appendChild(script);
    })));
  }

  /** @type {Map<string, Promise<unknown>>} */
  const asked = new Map();
  /** @param {string[]} addresses */
  function once(addresses) {
    const key = addresses.join();
    if (!asked.has(key)) { asked.set(key, fetched(addresses)); }
    return asked.get(key).catch((error) => { asked.delete(key); throw error; });
  }

  function tools() { return once([words('screen-words'), tool('answers')]); }

  /* More entries for the lists of the page; a list that is not there yet comes as a whole. */
  /** @param {string} html */
  function merged(html) {
    const more = document.createElement('template');
    more.innerHTML = html;
    Array.prototype.slice.call(more.content.children).forEach((list) => {
      const there = document.querySelector(`.${list.className}`);
      if (there) { Array.prototype.slice.call(list.children).forEach((each) => { there.appendChild(each); }); }
      else { held.appendChild(list); }
    });
  }

  let hasResult = false;
  function resultWords() {
    return once([words('classifier-result')]).then(() => {
      if (!hasResult) { merged(window.CitizenDataClassifierResult.html); }
      hasResult = true;
    });
  }

  /* The deeper questions, and what they show. */
  function deeper() {
    return resultWords().then(() => once([words('classifier-deeper')])).then(() => {
      if (data.questions.length === triage.size) {
        merged(window.CitizenDataClassifierDeeper.html);
        join();
      }
    });
  }

  function join() {
    const more = window.CitizenDataClassifierDeeper;
    data.questions = data.questions.concat(more.questions);
    data.findings = data.findings.concat(more.findings);
    data.papers = data.papers.concat(more.papers);
  }

  /** @param {HTMLElement} parent */
  function problem(parent) {
    const status = add(parent, 'p', 'status status--problem');
    status.setAttribute('role', 'alert');
    return status;
  }

  /* -- one question ---------------------------------------------------------------------------------------- */

  /** @param {ScreenQuestion} question */
  function ask(question) {
    enter(question.id);
    showQuestion(question);
  }

  /** @param {ScreenQuestion} question */
  function showQuestion(question) {
    const from = entry('asked', data.questions, question.id);
    clear(true);
    now = question;
    guard();
    if (route.indexOf(question.id) < 0) { route.push(question.id); }
    const title = own(place, 'h2', '', 'classify-question', route.indexOf(question.id) + 1);
    const set = add(place, 'fieldset', 'ask');
    copied(add(set, 'legend'), 'span', 'ask__words', from.querySelector('h3'));
    Array.prototype.forEach.call(from.children, (part) => {
      if (part.tagName === 'P' && !part.className) { copied(set, 'p', 'ask__help', part).id = 'classify-help'; }
    });
    if (set.querySelector('#classify-help')) { set.setAttribute('aria-describedby', 'classify-help'); }
    if (question.several) { own(set, 'p', 'ask__help', 'classify-several'); }
    question.options.forEach((option, at) => { choice(set, question, option, answersIn(question.id)[at]); });
    const status = problem(place), row = add(place, 'p', 'buttons');
    button(row, 'classify-next', () => { next(question, status); }, 'button--main');
    if (route.indexOf(question.id) > 0) { button(row, 'classify-back', () => { back(question); }); }
    if (deep) { button(row, 'classify-result', () => { take(question); follow(chosen); }); }
    copied(place, 'p', 'small', from.lastElementChild);
    focusOn(title);
  }

  /** @param {HTMLElement} set @param {ScreenQuestion} question @param {ScreenOption} option @param {Element} from */
  function choice(set, question, option, from) {
    const frame = add(set, 'label', 'choice'), input = add(frame, 'input');
    input.type = question.several ? 'checkbox' : 'radio';
    input.name = `classify-${question.id}`;
    input.value = option.id;
    input.autocomplete = 'off';
    input.checked = (chosen.get(question.id) || []).indexOf(option.id) >= 0;
    copied(frame, 'span', '', from.querySelector('strong'));
  }

  /** @param {ScreenQuestion} question */
  function take(question) {
    const ids = Array.prototype.filter.call(place.querySelectorAll('input'), (input) => input.checked)
      .map((input) => input.value);
    chosen.set(question.id, ids);
    unsaved = unsaved || ids.length > 0;
    guard();
    return ids;
  }

  /** @param {ScreenQuestion} question @param {HTMLElement} status */
  function next(question, status) {
    if (!take(question).length && !question.several) {
      status.innerHTML = data.words['classify-choose'];
      return;
    }
    route = route.slice(0, route.indexOf(question.id) + 1);
    const following = onTheWay(question);
    if (following && (deep || triage.has(following.id))) { ask(following); } else { result(); }
  }

  /* The next question after one that was answered just now, past those that are left out. */
  /** @param {ScreenQuestion} question */
  function onTheWay(question) {
    const said = new Map(route.map((id) => /** @type {[string, string[]]} */ ([id, chosen.get(id) || []])));
    let following = after(question, optionsOf(question, chosen));
    while (following && leftOut(following, said)) { following = after(following, []); }
    return following;
  }

  /** @param {ScreenQuestion} question */
  function back(question) {
    take(question);
    route = route.slice(0, route.indexOf(question.id));
    ask(byId(route[route.length - 1]));
  }

  /* -- the browser's own way back -------------------------------------------------------------------------- */

  /* Each entry of the history knows what was shown, and no answer. */
  /** @param {string} step */
  function enter(step) { history.pushState({step: step}, ''); }

  /* A link within the page has no step. Of what was answered before the page was loaded anew, nothing is known. */
  /** @param {PopStateEvent} event */
  function wentBack(event) {
    if (!event.state || event.state.step === undefined) { return; }
    if (now) { take(now); }
    const step = event.state.step, led = walk(chosen), reached = led.route.concat(led.next || []);
    if (step === RESULT && !triage.has(led.next)) { fetchResult(); return; }
    if (reached.indexOf(step) < 0) {
      greet();
      place.querySelector('button').focus();
      return;
    }
    route = reached.slice(0, reached.indexOf(step));
    showQuestion(byId(step));
  }

  /* Half the answers would be lost with the page; from a result, people go on to its papers. */
  function guard() {
    window.removeEventListener('beforeunload', warn);
    if (now && unsaved) { window.addEventListener('beforeunload', warn); }
  }

  /** @param {BeforeUnloadEvent} event */
  function warn(event) {
    event.preventDefault();
    event.returnValue = '';
  }

  /* -- the result ------------------------------------------------------------------------------------------ */

  function answered() { return walk(chosen).route.filter((id) => (chosen.get(id) || []).length); }

  function result() {
    enter(RESULT);
    fetchResult();
  }

  function fetchResult() {
    resultWords().then(showResult).catch(() => { clear(true); own(place, 'p', '', 'failed'); });
  }

  function showResult() {
    const led = walk(chosen);
    clear(true);
    const title = own(place, 'h2', '', 'classify-results');
    const shown = data.findings.filter((finding) => finding.id in led.finds);
    const main = shown.filter((finding) => ['scope', 'modality', 'category'].indexOf(finding.part) >= 0);
    const many = main.filter((finding) => finding.part === 'category').length > 1;
    main.forEach((finding) => {
      // Of several categories only the names: who says so stands below with what they mean, or the result is too long.
      const part = showFinding(place, finding, led.finds), short = many && finding.part === 'category';
      part.querySelectorAll(short ? 'p' : 'p:not(.small)').forEach((words) => { words.remove(); });
    });
    if (led.level) { showLevel(entry('levels', data.levels, led.level)); }
    const links = showPapers(led), all = closed(place, 'classify-else');
    shown.forEach((finding) => { showFinding(all, finding, led.finds); });
    showWhy();
    showKeeping(led, links);
    focusOn(title);
  }

  /* What the level is, and what it needs. */
  /** @param {Element} from */
  function showLevel(from) {
    const part = copied(place, 'div', 'classify__level', from);
    part.querySelector('p').remove();
  }

  /** @param {HTMLElement} parent @param {ScreenFinding} finding @param {Record<string, string>} finds */
  function showFinding(parent, finding, finds) {
    const part = copied(parent, 'div', 'classify__finding', entry('found', data.findings, finding.id));
    const source = /** @type {HTMLElement} */ (part.lastElementChild), label = own(source, 'span', '', `classify-sure-${finds[finding.id]}`);
    source.insertBefore(label, source.firstChild);
    label.after(' ');
    return part;
  }

  /** @param {Walk} led */
  function showPapers(led) {
    /** @type {HTMLElement[]} */
    const links = [];
    /** @param {HTMLElement} parent @param {'ol' | 'ul'} tag @param {string[]} ids */
    function list(parent, tag, ids) {
      const made = add(parent, tag, 'classify__papers');
      ids.forEach((id) => {
        links.push(copied(made, 'li', '', entry('fitting', data.papers, id)).querySelector('a'));
      });
    }
    if (led.papers.length) {
      own(place, 'h3', '', 'classify-papers');
      list(place, 'ol', led.papers);
    }
    if (led.more.length) { list(closed(place, 'classify-more'), 'ul', led.more); }
    return links;
  }

  function showWhy() {
    const list = add(closed(place, 'classify-why'), 'ol', 'why');
    answered().forEach((id) => {
      const question = byId(id), item = add(list, 'li'), from = entry('asked', data.questions, id);
      const label = copied(item, 'p', 'label', from.querySelector('h3'));
      question.options.forEach((option, at) => {
        if (chosen.get(id).indexOf(option.id) < 0) { return; }
        const said = copied(item, 'div', '', answersIn(id)[at]);
        Array.prototype.forEach.call(said.querySelectorAll('.small'), (part) => { part.remove(); });
      });
      copied(item, 'p', 'small', from.lastElementChild);
      const change = button(item, 'change', () => {
        route = walk(chosen).route;
        route = route.slice(0, route.indexOf(id) + 1);
        deep = deep || !triage.has(id);
        ask(question);
      }, 'button--small');
      const held = document.createElement('p');
      held.innerHTML = data.words['change-what'];
      change.setAttribute('aria-label', held.textContent.replace('{question}', label.textContent));
    });
  }

  /* -- going on: deeper, as a pack, as a file, on paper, again --------------------------------------------- */

  /** @param {Walk} led @param {HTMLElement[]} links */
  function showKeeping(led, links) {
    const row = add(place, 'p', 'buttons'), status = problem(place);
    function failed() { status.innerHTML = data.words.failed; }
    if (links.length) {
      const pack = button(row, 'pack-make', () => {
        tools().then(() => once([tool('paper'), tool('pack')])).then(() => {
          pack.remove();
          showPack(links, led, status);
        }).catch(failed);
      }, 'button--main');
    }
    if (led.level && (led.next || data.questions.length === triage.size)) {
      button(row, 'classify-deeper', () => {
        deeper().then(() => {
          const question = byId(walk(chosen).next);
          deep = true;
          route = walk(chosen).route;
          if (question) { ask(question); } else { result(); }
        }).catch(failed);
      }, 'button--small');
    }
    const last = add(place, 'p', 'buttons');
    button(last, 'save', () => { tools().then(saveAnswers).catch(failed); }, 'button--small');
    button(last, 'print', () => { window.print(); }, 'button--small');
    button(last, 'classify-again', begin, 'button--small');
  }

  /** @param {HTMLElement[]} links @param {Walk} led @param {HTMLElement} status */
  function showPack(links, led, status) {
    const boxes = links.map((link, at) => app.pack.boxFor(link, at < led.papers.length));
    app.pack.offer(status, boxes, led.conditions)();
  }

  function saveAnswers() {
    /** @type {{schema: string, version: string, answers: Record<string, string | string[]>}} */
    const file = {schema: SCHEMA, version: data.version, answers: {}};
    answered().forEach((id) => {
      const ids = chosen.get(id);
      file.answers[id] = byId(id).several ? ids : ids[0];
    });
    app.answers.save([app.answers.text(file)], 'application/json', 'find-your-way.json');
    unsaved = false;
  }

  function begin() {
    route = [];
    chosen = new Map();
    deep = false;
    unsaved = false;
    ask(data.questions[0]);
    resultWords().catch(() => { /* asked for again when the result is there */ });
  }

  /* The file's answers: of the version of this page each must be an option of its question; of another, what fits is
     taken and the rest is asked again. */
  /** @param {Raw} said */
  function opened(said) {
    const Refusal = app.answers.Refusal, answers = said instanceof Map && said.get('answers');
    if (!(said instanceof Map) || app.reader.head(said, 'schema') !== SCHEMA || !(answers instanceof Map)) {
      throw new Refusal('open-unreadable');
    }
    const /** @type {Given} */ taken = new Map(), same = app.reader.head(said, 'version') === data.version;
    answers.forEach((raw, id) => {
      const question = byId(id), ids = [].concat(app.reader.plain(raw));
      const fits = question && (question.several || ids.length === 1) &&
        ids.every((each) => question.options.some((option) => option.id === each));
      if (fits) { taken.set(id, ids); }
      else if (same) { throw new Refusal('open-wrong', {name: id.slice(0, 60)}); }
    });
    if (!taken.size) { throw new Refusal('open-unreadable'); }
    return taken;
  }

  /* Walk the tree with answers, as far as they go; the deeper questions are not asked for that. */
  /** @param {Given} taken */
  function follow(taken) {
    const led = walk(taken);
    chosen = taken;
    route = led.route;
    if (led.next && triage.has(led.next)) { ask(byId(led.next)); } else { result(); }
  }

  /** @param {HTMLInputElement} input @param {HTMLElement} status */
  function openFile(input, status) {
    if (!input.files[0]) { return; }
    tools().then(deeper).then(() => app.answers.opened(input.files[0], '')).then((said) => { follow(opened(said)); })
      .catch((error) => {
        const known = app.answers && error instanceof app.answers.Refusal;
        if (known) { app.say(status, error.id, error.values); } else { status.innerHTML = data.words.failed; }
      }).then(() => { input.value = ''; });
  }

  function greet() {
    clear(false);
    const row = add(place, 'p', 'buttons');
    button(row, 'classify-start', begin, 'button--main');
    const input = add(own(row, 'label', 'button file', 'open'), 'input', 'visually-hidden'), status = problem(place);
    input.type = 'file';
    input.id = 'classify-file';
    input.accept = '.json,application/json';
    input.addEventListener('change', () => { openFile(input, status); });
  }

  function start() {
    let read = false;
    place.className = 'classify';
    held.hidden = true;
    const contents = document.getElementById('__toc');
    if (contents) { contents.parentElement.hidden = true; }
    Array.prototype.forEach.call(top.parentElement.children, (part) => {
      if (part === top) { read = true; }
      if (part.id === 'classify-chart') { read = false; }
      if (part.tagName === 'H1' || part.tagName === 'NAV') { return; }
      part.dataset.read = read ? 'yes' : 'no';
      part.hidden = read;
      plain.push(part);
    });
    top.before(place, held);
    ['classify-chart', 'changed-in-english'].forEach((id) => { close(document.getElementById(id)); });
    greet();
    window.addEventListener('popstate', wentBack);
    history.replaceState({step: START}, '');
  }

  /* What follows a heading of the page, up to the next one, in a part that opens. */
  /** @param {HTMLElement | null} heading */
  function close(heading) {
    if (!heading) { return; }
    const details = document.createElement('details');
    copied(details, 'summary', '', heading);
    heading.after(details);
    while (details.nextElementSibling && !/^H[12]$/.test(details.nextElementSibling.tagName)) {
      details.appendChild(details.nextElementSibling);
    }
    plain.push(details);
    details.dataset.read = 'no';
    heading.remove();
    // Links on the page, and from other pages, lead to the heading.
    details.id = heading.id;
  }

  app.classifier = {walk: walk, levelOf: (said) => levelOf(said).id, join: join};
  start();
}());
