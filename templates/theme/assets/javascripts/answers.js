/* Answers: read from the form, put into it, checked, saved as a file and opened again. Nothing is sent, and nothing is
   kept that a person did not save. An answers file is the one that `citizen-data fill` takes (generator/library/answers.py). */
(function () {
  'use strict';

  const app = window.CitizenData = window.CitizenData || {};
  const SCHEMA = 'citizen-data-answers/1';
  const LOCKED = 'citizen-data-locked/1';
  const ROUNDS = 600000;
  const MOST_BYTES = 1024 * 1024;
  const WHOLE = /^[0-9]{1,15}$/;

  /* What is wrong with a file: the id of the words that say it, and what fills their places. */
  function Refusal(id, values) {
    this.id = id;
    this.values = values || {};
  }

  function has(object, key) { return Object.prototype.hasOwnProperty.call(object, key); }

  function isPlain(value) { return typeof value === 'object' && value !== null && !Array.isArray(value); }

  function each(list, use) { Array.prototype.forEach.call(list, use); }

  /* -- the form ---------------------------------------------------------------------------------------- */

  /* Every question of the form, by name, in the order of the page. */
  function questions(form) {
    const found = new Map();
    each(form.querySelectorAll('[data-ask]'), (root) => {
      const given = root.dataset;
      const frame = root.closest('[data-copies]');
      found.set(given.ask, {
        name: given.ask,
        control: given.control,
        when: given.when || (frame && frame.dataset.when) || '',
        most: Number(given.most || 0),
        needed: given.needed === 'yes',
        boolean: given.boolean === 'yes',
        root: root,
        inputs: root.querySelectorAll('input, textarea'),
        words: root.querySelector('.ask__words').textContent
      });
    });
    return found;
  }

  function chosen(question) {
    return Array.prototype.filter.call(question.inputs, (input) => input.checked).map((input) => input.value);
  }

  /* What stands in a question; undefined when it was not answered. */
  function valueOf(question) {
    if (question.control === 'tick') { return question.inputs[0].checked ? true : undefined; }
    if (question.control === 'some') {
      const ids = chosen(question);
      return ids.length ? ids : undefined;
    }
    if (question.control === 'one') {
      const id = chosen(question)[0];
      return question.boolean && id ? id === 'yes' : id;
    }
    const typed = question.inputs[0].value.trim();
    if (question.control === 'number' && WHOLE.test(typed)) { return Number(typed); }
    return typed || undefined;
  }

  function setValue(question, value) {
    if (question.control === 'tick') { question.inputs[0].checked = value === true; return; }
    if (question.control === 'one' || question.control === 'some') {
      const ids = question.boolean ? [value === true ? 'yes' : value === false ? 'no' : ''] : [].concat(value);
      each(question.inputs, (input) => { input.checked = ids.indexOf(input.value) >= 0; });
      return;
    }
    const words = value === undefined ? '' : String(value);
    // An input of one line would join two lines without a space.
    question.inputs[0].value = question.control === 'text' ? words.replace(/\s*[\r\n]+\s*/g, ' ') : words;
  }

  /* The answers as a file holds them; what stands under a condition that was answered with no is left out. */
  function read(form) {
    const file = {schema: SCHEMA};
    file[form.dataset.kind] = form.dataset.paper;
    file.version = form.dataset.version;
    file.edition = form.dataset.edition;
    file.conditions = {};
    file.answers = {};
    questions(form).forEach((question, name) => {
      const value = valueOf(question);
      if (value === undefined) { return; }
      if (name.indexOf('condition:') === 0) { file.conditions[name.slice(10)] = value; }
      else if (!question.when || file.conditions[question.when] !== false) { file.answers[name] = value; }
    });
    return file;
  }

  function write(form, file) {
    const rows = Object.keys(file.answers).map(rowOf).filter((row) => row);
    each(form.querySelectorAll('[data-copies]'), (copies) => {
      const most = rows.filter((row) => row.table === copies.dataset.copies).map((row) => row.number);
      while (most.some((number) => number > lastRow(copies)) && addRow(form, copies)) { /* again */ }
    });
    questions(form).forEach((question, name) => {
      const isCondition = name.indexOf('condition:') === 0;
      const values = isCondition ? file.conditions : file.answers;
      const key = isCondition ? name.slice(10) : name;
      setValue(question, has(values, key) ? values[key] : undefined);
    });
  }

  /* -- rows that can be added -------------------------------------------------------------------------- */

  function rowOf(name) {
    const found = /^([a-z0-9-]+)\.([1-9][0-9]?)\.([a-z0-9-]+)$/.exec(name);
    return found && {table: found[1], number: Number(found[2]), column: found[3]};
  }

  /* The number of the last row that has a number; rows with a name come before them. */
  function lastRow(copies) {
    return Array.from(copies.querySelectorAll('[data-row]'), (row) => Number(row.dataset.row))
      .filter((number) => number > 0).reduce((most, number) => Math.max(most, number), 0);
  }

  /* One more empty row after the last one; null when there are as many as there may be. */
  function addRow(form, copies) {
    const rows = copies.querySelectorAll('[data-row]');
    const last = rows[rows.length - 1];
    const number = lastRow(copies) + 1;
    if (number > Number(copies.dataset.most || 0)) { return null; }
    const from = `${copies.dataset.copies}.${last.dataset.row}.`;
    const to = `${copies.dataset.copies}.${number}.`;
    const row = last.cloneNode(true);
    row.dataset.row = String(number);
    row.classList.add('copy--added');
    app.say(row.querySelector('legend'), 'row', {number: number});
    each(row.querySelectorAll('[data-ask], [id], [name], [for]'), (part) => {
      ['data-ask', 'id', 'name', 'for'].forEach((name) => {
        if (part.hasAttribute(name)) { part.setAttribute(name, part.getAttribute(name).replace(from, to)); }
      });
    });
    each(row.querySelectorAll('input, textarea'), (input) => {
      input.value = '';
      input.removeAttribute('aria-invalid');
    });
    each(row.querySelectorAll('.ask__error'), (error) => { error.remove(); });
    last.after(row);
    return row;
  }

  /* -- whether a file fits ----------------------------------------------------------------------------- */

  function isDay(text) {
    const day = /^[0-9]{4}-[0-9]{2}-[0-9]{2}$/.test(text) ? new Date(`${text}T00:00:00Z`) : null;
    return day !== null && !isNaN(day) && day.toISOString().slice(0, 10) === text;
  }

  /* Whether an input would keep a value as it is; some drop what is not of their kind without a word. */
  function holds(input, value) {
    const empty = input.cloneNode();
    empty.value = value;
    return empty.value === value;
  }

  function isTyped(value, most) { return typeof value === 'string' && value !== '' && value.length <= most; }

  function fits(value, question) {
    const ids = Array.prototype.map.call(question.inputs, (input) => input.value);
    switch (question.control) {
      case 'tick': return typeof value === 'boolean';
      case 'one': return question.boolean ? typeof value === 'boolean' : ids.indexOf(value) >= 0;
      case 'some': return Array.isArray(value) && value.length <= ids.length && value.every((id) => ids.indexOf(id) >= 0);
      // What somebody typed and has still to mend comes back as it was.
      case 'number': return Number.isSafeInteger(value) || (isTyped(value, 100) && !WHOLE.test(value));
      case 'date': return isTyped(value, 100) && holds(question.inputs[0], value);
      default: return (typeof value === 'string' && value.length <= 100000) || Number.isSafeInteger(value);
    }
  }

  /* The question that a name means; of a row that is not there yet, the one in the same column of the last row. */
  function questionFor(name, known, form) {
    if (known.has(name)) { return known.get(name); }
    const row = rowOf(name);
    const copies = row && form.querySelector(`[data-copies="${row.table}"]`);
    if (!copies || row.number < 1 || row.number > Number(copies.dataset.most || 0)) { return null; }
    return known.get(`${row.table}.1.${row.column}`) || null;
  }

  /* The file itself when everything in it fits the form; a Refusal is thrown otherwise, and nothing was changed. */
  function checked(file, form) {
    const paper = form.dataset;
    if (!isPlain(file) || file.schema !== SCHEMA) { throw new Refusal('open-unreadable'); }
    const theirs = file[paper.kind];
    if (theirs !== paper.paper) {
      const other = [theirs, file.document, file.checklist].filter((id) => typeof id === 'string')[0];
      throw new Refusal(other ? 'open-other' : 'open-unreadable', {paper: String(other).slice(0, 60)});
    }
    if (file.version !== paper.version || file.edition !== paper.edition) {
      throw new Refusal('open-version', {
        theirs: `${short(file.version)} / ${short(file.edition)}`, ours: `${paper.version} / ${paper.edition}`
      });
    }
    const conditions = has(file, 'conditions') ? file.conditions : {};
    const answers = has(file, 'answers') ? file.answers : {};
    if (!isPlain(conditions) || !isPlain(answers)) { throw new Refusal('open-unreadable'); }
    const known = questions(form);
    Object.keys(conditions).forEach((id) => {
      if (!known.has(`condition:${id}`) || typeof conditions[id] !== 'boolean') { wrong(id); }
    });
    Object.keys(answers).forEach((name) => {
      const question = name.indexOf('condition:') === 0 ? null : questionFor(name, known, form);
      if (!question || !fits(answers[name], question)) { wrong(name); }
    });
    return {conditions: conditions, answers: answers};
  }

  function short(said) { return typeof said === 'string' ? said.slice(0, 20) : '?'; }

  function wrong(name) { throw new Refusal('open-wrong', {name: String(name).slice(0, 60)}); }

  /* -- files ------------------------------------------------------------------------------------------- */

  /* Hand a file to the person. This is the only place of the toolkit that follows a link by itself, and the link leads
     to what was just made in this page's memory. */
  function save(parts, type, name) {
    const address = URL.createObjectURL(new Blob(parts, {type: type}));
    const link = document.createElement('a');
    link.href = address;
    link.download = name;
    document.body.appendChild(link);
    link.click();
    link.remove();
    setTimeout(() => { URL.revokeObjectURL(address); }, 10000);
  }

  /* A cell as text: spreadsheets would run what begins with certain characters, also after the sign at which the
     spreadsheets of many countries cut a line into cells. */
  function cell(words) {
    const safe = words.replace(/(^|[;\t\r\n])(?=["\s]*[=+\-@\uff1d\uff0b\uff0d\uff20])/g, "$1'");
    return `"${safe.replace(/"/g, '""')}"`;
  }

  /* Hand over lines of cells as a table for spreadsheets. */
  function saveTable(lines, name) {
    const rows = lines.map((line) => line.map((words) => cell(String(words))).join(','));
    save(['\ufeff', rows.join('\r\n'), '\r\n'], 'text/csv;charset=utf-8', name);
  }

  function text(file) { return `${JSON.stringify(file, null, 2)}\n`; }

  function base64(bytes) {
    let characters = '';
    new Uint8Array(bytes).forEach((byte) => { characters += String.fromCharCode(byte); });
    return btoa(characters);
  }

  function bytes(coded) {
    const characters = atob(coded);
    return Uint8Array.from(characters, (character) => character.charCodeAt(0));
  }

  function keyFrom(password, salt, rounds) {
    const raw = new TextEncoder().encode(password.normalize('NFC'));
    return crypto.subtle.importKey('raw', raw, 'PBKDF2', false, ['deriveKey']).then((key) => crypto.subtle.deriveKey(
      {name: 'PBKDF2', hash: 'SHA-256', salt: salt, iterations: rounds}, key,
      {name: 'AES-GCM', length: 256}, false, ['encrypt', 'decrypt']
    ));
  }

  /* The file locked with a password; a Refusal when this browser can't do it. */
  function locked(file, password) {
    if (!window.crypto || !crypto.subtle) { return Promise.reject(new Refusal('no-lock')); }
    const salt = crypto.getRandomValues(new Uint8Array(16)), iv = crypto.getRandomValues(new Uint8Array(12));
    return keyFrom(password, salt, ROUNDS)
      .then((key) => crypto.subtle.encrypt({name: 'AES-GCM', iv: iv}, key, new TextEncoder().encode(text(file))))
      .then((data) => ({
        schema: LOCKED, method: 'PBKDF2-SHA-256, AES-256-GCM', rounds: ROUNDS,
        salt: base64(salt), iv: base64(iv), data: base64(data)
      }));
  }

  function unlocked(file, password) {
    if (!password) { return Promise.reject(new Refusal('open-locked')); }
    if (!window.crypto || !crypto.subtle) { return Promise.reject(new Refusal('no-lock')); }
    let salt, iv, data;
    try {
      if (!Number.isInteger(file.rounds) || file.rounds < 1000 || file.rounds > 5000000) { throw new Refusal(); }
      salt = bytes(file.salt);
      iv = bytes(file.iv);
      data = bytes(file.data);
    } catch (error) { return Promise.reject(new Refusal('open-unreadable')); }
    return keyFrom(password, salt, file.rounds)
      .then((key) => crypto.subtle.decrypt({name: 'AES-GCM', iv: iv}, key, data))
      .then((plain) => parsed(new TextDecoder().decode(plain)), () => { throw new Refusal('open-password'); });
  }

  function parsed(words) {
    try { return JSON.parse(words); } catch (error) { throw new Refusal('open-unreadable'); }
  }

  /* The person's file as what it says, unlocked where it was locked. */
  function opened(file, password) {
    if (file.size > MOST_BYTES) { return Promise.reject(new Refusal('open-big')); }
    return new Promise((done, failed) => {
      const reader = new FileReader();
      reader.onload = () => { done(String(reader.result)); };
      reader.onerror = () => { failed(new Refusal('open-unreadable')); };
      reader.readAsText(file);
    }).then(parsed).then((said) => (isPlain(said) && said.schema === LOCKED ? unlocked(said, password) : said));
  }

  app.answers = {
    Refusal: Refusal, questions: questions, valueOf: valueOf, read: read, write: write, addRow: addRow, isDay: isDay,
    checked: checked, save: save, saveTable: saveTable, short: short, text: text, locked: locked, opened: opened, each: each, has: has
  };

  /* -- words ------------------------------------------------------------------------------------------- */

  function wordsOf(id, values) {
    const given = window.CitizenDataWords[id];
    const words = Array.isArray(given) ? given[0] : given;
    return Object.keys(values || {}).reduce((said, name) => said.split(`{${name}}`).join(String(values[name])), words);
  }

  /* Put the words of an id into an element, with their language where it is not the page's. */
  app.say = function (part, id, values) {
    const given = window.CitizenDataWords[id];
    part.textContent = wordsOf(id, values);
    if (Array.isArray(given)) {
      part.lang = given[1];
      part.dir = given[2];
    }
    return part;
  };
  app.words = wordsOf;

  /* An element with words in it. */
  app.element = function (tag, css, id, values) {
    const part = document.createElement(tag);
    if (css) { part.className = css; }
    return id ? app.say(part, id, values) : part;
  };

  /* Fetch a script of the site once; `done` learns whether it came. */
  const asked = new Map();
  app.load = function (address) {
    if (!asked.has(address)) {
      asked.set(address, new Promise((done, failed) => {
        const script = document.createElement('script');
        script.src = address;
        script.onload = () => { done(); };
        script.onerror = () => { asked.delete(address); failed(new Refusal('failed')); };
        document.head.appendChild(script);
      }));
    }
    return asked.get(address);
  };
}());
