/* Papers put together as one to print, with what is known of each so far. Nothing is kept and nothing is sent. */
(function () {
  'use strict';

  const app = window.CitizenData;
  const root = './';

  /** @type {Add} */
  function add(parent, tag, css, id, values) { return parent.appendChild(app.element(tag, css, id, values)); }

  /* The answers file of a paper with the conditions that it has. */
  /** @param {Paper} paper @param {Conditions} conditions */
  function fileFor(paper, conditions) {
    const file = /** @type {AnswersFile} */ ({schema: window.CitizenDataAnswers.schema});
    file[paper.kind] = paper.id;
    file.version = paper.version;
    file.edition = paper.edition;
    file.conditions = {};
    file.answers = {};
    paper.conditions.forEach((condition) => {
      if (app.answers.has(conditions, condition[0])) { file.conditions[condition[0]] = conditions[condition[0]]; }
    });
    return file;
  }

  /** @param {Paper} paper */
  function titleOf(paper) { return app.paper.element(paper.title).textContent; }

  /* One paper: its text, and the way to fill it in. */
  /** @param {HTMLElement} place @param {string} id @param {Conditions} conditions */
  function showPaper(place, id, conditions) {
    const section = add(place, 'section', 'pack__paper'), tag = app.paper.siteOf(id), paper = app.paper.known(id, tag);
    const tools = add(section, 'p', 'buttons');
    if (paper.conditions.length) {
      const save = add(tools, 'button', 'button button--small', 'pack-answers', {paper: titleOf(paper)});
      save.type = 'button';
      save.addEventListener('click', () => {
        app.answers.save([app.answers.text(fileFor(paper, conditions))], 'application/json', `${id}.answers.json`);
      });
    }
    add(tools, 'a', '', 'fill-link').href = `${root}../${tag}/fill/${id}.html`;
    const frame = add(section, 'div', 'paper');
    frame.id = `pack-${id}`;
    const view = new app.paper.View(frame, id);
    view.show(tag, '');
    view.update(fileFor(paper, conditions));
  }

  /** @param {HTMLElement} place @param {string[]} ids */
  function showContents(place, ids) {
    add(place, 'h3', '', 'pack-contents');
    const list = add(place, 'ol');
    ids.forEach((id) => {
      const link = add(add(list, 'li'), 'a'), paper = app.paper.known(id, app.paper.siteOf(id));
      link.href = `#pack-${id}`;
      link.textContent = titleOf(paper);
      link.lang = paper.lang;
    });
  }

  /* The pack stands in the place, and the focus on its heading. */
  /** @param {HTMLElement} place @param {string[]} ids @param {Conditions} conditions */
  function show(place, ids, conditions) {
    place.textContent = '';
    const status = add(place, 'p', 'status', 'loading');
    status.setAttribute('role', 'status');
    return Promise.all(ids.map((id) => app.paper.fetched(root, id, [app.paper.siteOf(id), '']))).then(() => {
      status.remove();
      const title = add(place, 'h2', '', 'pack-title');
      add(place, 'p', '', 'pack-text');
      const print = add(add(place, 'p', 'buttons'), 'button', 'button button--main', 'pack-print');
      print.type = 'button';
      print.addEventListener('click', () => { window.print(); });
      showContents(place, ids);
      ids.forEach((id) => { showPaper(place, id, conditions); });
      title.tabIndex = -1;
      title.focus();
    }).catch(() => { app.say(status, 'failed'); });
  }

  /* On the page about packs, its list of all papers becomes one to choose from. */
  function startChoosing() {
    const heading = document.getElementById('choose');
    if (!heading) { return; }
    /** @type {HTMLInputElement[]} */
    const boxes = [];
    /** @type {Element} */
    let part = heading;
    while (part.nextElementSibling && part.nextElementSibling.tagName !== 'H2') {
      part = part.nextElementSibling;
      Array.prototype.forEach.call(part.querySelectorAll('li a'), (link) => { boxes.push(boxFor(link, false)); });
    }
    offer(part, boxes, {});
  }

  /* The button that makes a pack of the boxes that are ticked, and the place for it, after a part of the page; gives back
     what it does. */
  /** @param {Element} part @param {HTMLInputElement[]} boxes @param {Conditions} conditions */
  function offer(part, boxes, conditions) {
    const place = document.createElement('div'), row = document.createElement('p'), status = app.element('p', 'status');
    place.className = 'pack';
    row.className = 'buttons';
    status.setAttribute('role', 'status');
    const button = add(row, 'button', 'button button--main', 'pack-make');
    button.type = 'button';
    function make() {
      const ids = boxes.filter((box) => box.checked).map((box) => box.value);
      if (ids.length) { status.textContent = ''; show(place, ids, conditions); } else { app.say(status, 'pack-none'); }
    }
    button.addEventListener('click', make);
    [row, status, place].reduce((before, made) => { before.after(made); return made; }, part);
    return make;
  }

  /** @param {HTMLElement} link @param {boolean} chosen */
  function boxFor(link, chosen) {
    const box = document.createElement('input');
    box.type = 'checkbox';
    box.autocomplete = 'off';
    box.className = 'choose';
    box.checked = chosen;
    box.value = /([a-z0-9-]+)\.html$/.exec(link.getAttribute('href'))[1];
    box.setAttribute('aria-label', link.textContent);
    link.before(box);
    return box;
  }

  app.pack = {offer: offer, boxFor: boxFor};
  startChoosing();
}());
