/* Answers: read from the form, put into it, checked, saved as a file and opened again. Nothing is sent, and nothing is
   kept that a person did not save. An answers file is the one that `citizen-data fill` takes (generator/library/answers.py),
   and the contract of a paper (generator/library/slots.py), which comes with it, says what fits. */
(function () {
  'use strict';

  /** @type {Toolkit} */
  const app = window.CitizenData = window.CitizenData || {};
  const table = window.CitizenDataAnswers;
  const LOCKED = 'citizen-data-locked/1';
  const ROUNDS = 600000;
  const UNPRINTABLE = new RegExp(table.unprintable, 'gu');
  const here = /** @type {HTMLScriptElement} */ (document.currentScript).src.replace(/[^/]*$/, '');

  /* What is wrong with a file: the id of the words that say it, and what fills their places. */
  /** @param {string} [id] @param {Values} [values] */
  function Refusal(id, values) {
    this.id = id;
    this.values = values || {};
  }

  /** @param {object} object @param {string} key */
  function has(object, key) { return Object.prototype.hasOwnProperty.call(object, key); }

  /** @template T @param {ArrayLike<T>} list @param {(part: T, at: number) => void} use */
  function each(list, use) { Array.prototype.forEach.call(list, use); }

  /* -- the form ---------------------------------------------------------------------------------------- */

  /* What a question is answered with, as its controls tell. */
  /** @param {HTMLElement} root @param {HTMLInputElement} first */
  function controlOf(root, first) {
    if (first.type === 'radio') { return 'one'; }
    if (first.type === 'checkbox') { return root.tagName === 'FIELDSET' ? 'some' : 'tick'; }
    return first.tagName === 'TEXTAREA' ? 'long' : first.type === 'date' ? 'date' : first.inputMode === 'numeric' ? 'number' : 'text';
  }

  /* Every question of the form, by name, in the order of the page. Its first control gets an id, by which it is found. */
  /** @param {HTMLElement} form */
  function questions(form) {
    /** @type {Map<string, Question>} */
    const found = new Map();
    each(form.querySelectorAll('.ask'), (root) => {
      const given = root.dataset, inputs = root.querySelectorAll('input, textarea'), name = inputs[0].name;
      const frame = root.closest('[data-copies]');
      const spoken = root.querySelector('.ask__words') || root.querySelector('legend, label');
      inputs[0].id = `q-${name}`;
      found.set(name, {
        name: name,
        control: controlOf(root, inputs[0]),
        when: given.when || (frame && frame.dataset.when) || '',
        most: Number(given.most || 0),
        needed: has(given, 'needed'),
        boolean: has(given, 'boolean'),
        alone: has(given, 'alone'),
        root: root,
        inputs: inputs,
        spoken: spoken,
        words: spoken.textContent
      });
    });
    return found;
  }

  /** @param {HTMLInputElement} input */
  function valueOfInput(input) { return input.value; }

  /** @param {Question} question @returns {string[]} */
  function chosen(question) {
    return Array.prototype.filter.call(question.inputs, (input) => input.checked).map(valueOfInput);
  }

  /* What stands in a question; undefined when it was not answered. */
  /** @param {Question} question @returns {Answer} */
  function valueOf(question) {
    if (question.control === 'tick') { return question.inputs[0].checked ? true : undefined; }
    if (question.control === 'some') {
      const ids = chosen(question);
      return ids.length ? ids : undefined;
    }
    if (question.control === 'one') {
      const id = chosen(question)[0];
      return question.boolean && id ? id === 'yes' : id || undefined;
    }
    const typed = clean(question.inputs[0].value);
    return isBlank(typed) ? undefined : typed;
  }

  /** @param {Question} question @param {Answer} value */
  function setValue(question, value) {
    if (question.control === 'tick') { question.inputs[0].checked = value === true; return; }
    if (question.control === 'one' || question.control === 'some') {
      const ids = question.boolean ? [value === true ? 'yes' : value === false ? 'no' : ''] : [].concat(value);
      each(question.inputs, (input) => { input.checked = ids.indexOf(input.value) >= 0; });
      return;
    }
    question.inputs[0].value = value === undefined ? '' : String(value);
  }

  /* The answers as a file holds them; what stands under a condition that was answered with no is left out, but for `all`. */
  /** @param {HTMLElement} form @param {boolean} [all] @returns {AnswersFile} */
  function read(form, all) {
    const file = /** @type {AnswersFile} */ ({schema: table.schema});
    file[/** @type {Contract['kind']} */ (form.dataset.kind)] = form.dataset.paper;
    file.version = form.dataset.version;
    file.edition = form.dataset.edition;
    file.conditions = {};
    file.answers = {};
    questions(form).forEach((question, name) => {
      const value = valueOf(question);
      if (value === undefined) { return; }
      if (name.indexOf('condition:') === 0) { file.conditions[name.slice(10)] = /** @type {boolean} */ (value); }
      else if (all || !question.when || file.conditions[question.when] !== false) {
        if (question.alone) { file.answers[/** @type {string} */ (value)] = true; return; }
        // Other programs find a number where nothing of what was typed is lost by that.
        const isNumber = question.control === 'number' && /^(?:0|[1-9][0-9]{0,14})$/.test(/** @type {string} */ (value));
        file.answers[name] = isNumber ? Number(value) : value;
      }
    });
    return file;
  }

  /** @param {HTMLElement} form @param {Answers} file */
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
      if (question.alone) { setValue(question, Array.from(question.inputs, valueOfInput).filter((id) => values[id] === true)[0]); }
      else { setValue(question, has(values, key) ? values[key] : undefined); }
    });
  }

  /* -- rows that can be added -------------------------------------------------------------------------- */

  /** @param {string} name */
  function rowOf(name) {
    const found = /^([a-z0-9-]+)\.([1-9][0-9]?)\.([a-z0-9-]+)$/.exec(name);
    return found && {table: found[1], number: Number(found[2]), column: found[3]};
  }

  /* The number of the last row that has a number; rows with a name come before them. */
  /** @param {HTMLElement} copies */
  function lastRow(copies) {
    return Array.from(copies.querySelectorAll('[data-row]'), (row) => Number(row.dataset.row))
      .filter((number) => number > 0).reduce((most, number) => Math.max(most, number), 0);
  }

  /* One more empty row after the last one; null when there are as many as there may be. */
  /** @param {HTMLElement} form @param {HTMLElement} copies */
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
    each(row.querySelectorAll('[id], [name], [for]'), (part) => {
      ['id', 'name', 'for'].forEach((name) => {
        if (part.hasAttribute(name)) { part.setAttribute(name, part.getAttribute(name).replace(from, to)); }
      });
    });
    each(row.querySelectorAll('input, textarea'), (input) => { input.value = ''; });
    last.after(row);
    return row;
  }

  /* -- what was typed ------------------------------------------------------------------------------------- */

  /* The words without certain characters at both ends. */
  /** @param {string} words @param {string} signs */
  function stripped(words, signs) {
    let from = 0, to = words.length;
    while (from < to && signs.indexOf(words[from]) >= 0) { from += 1; }
    while (to > from && signs.indexOf(words[to - 1]) >= 0) { to -= 1; }
    return words.slice(from, to);
  }

  /** @param {string} words */
  function clean(words) { return words.replace(UNPRINTABLE, ''); }

  /** @param {string} words */
  function isBlank(words) { return stripped(words, table.blank) === ''; }

  /* The words with the digits of every script as 0 to 9. */
  /** @param {string} words */
  function inFigures(words) {
    const zeros = Array.from(table.zeros, (zero) => zero.codePointAt(0));
    return Array.from(words, (sign) => {
      const code = sign.codePointAt(0), zero = zeros.filter((each_) => code >= each_ && code < each_ + 10)[0];
      return zero === undefined ? sign : String(code - zero);
    }).join('');
  }

  /** @param {string} words */
  function isWhole(words) { return /^[0-9]+$/.test(inFigures(stripped(words, table.blank))); }

  /** @param {string} text */
  function isDay(text) {
    const day = /^[0-9]{4}-[0-9]{2}-[0-9]{2}$/.test(text) && text.slice(0, 4) !== '0000' ? new Date(`${text}T00:00:00Z`) : null;
    return day !== null && !isNaN(day.getTime()) && day.toISOString().slice(0, 10) === text;
  }

  /** @param {unknown} said */
  function short(said) { return typeof said === 'string' ? said.slice(0, 60) : '?'; }

  /* -- files ------------------------------------------------------------------------------------------- */

  /* Hand a file to the person. This is the only place of the toolkit that follows a link by itself, and the link leads
     to what was just made in this page's memory. */
  /** @param {BlobPart[]} parts @param {string} type @param {string} name */
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
  /** @param {string} words */
  function cell(words) {
    const safe = words.replace(/(^|[;\t\r\n])(?=["\s]*[=+\-@\uff1d\uff0b\uff0d\uff20])/g, "$1'");
    return `"${safe.replace(/"/g, '""')}"`;
  }

  /* Hand over lines of cells as a table for spreadsheets. */
  /** @param {unknown[][]} lines @param {string} name */
  function saveTable(lines, name) {
    const rows = lines.map((line) => line.map((words) => cell(String(words))).join(','));
    save(['\ufeff', rows.join('\r\n'), '\r\n'], 'text/csv;charset=utf-8', name);
  }

  /** @param {object} file */
  function text(file) { return `${JSON.stringify(file, null, 2)}\n`; }

  /** @param {ArrayBuffer | Uint8Array} bytes */
  function base64(bytes) {
    let characters = '';
    new Uint8Array(bytes).forEach((byte) => { characters += String.fromCharCode(byte); });
    return btoa(characters);
  }

  /** @param {string} coded */
  function bytes(coded) {
    const characters = atob(coded);
    return Uint8Array.from(characters, (character) => character.charCodeAt(0));
  }

  /** @param {string} password @param {BufferSource} salt @param {number} rounds */
  function keyFrom(password, salt, rounds) {
    const raw = new TextEncoder().encode(password.normalize('NFC'));
    return crypto.subtle.importKey('raw', raw, 'PBKDF2', false, ['deriveKey']).then((key) => crypto.subtle.deriveKey(
      {name: 'PBKDF2', hash: 'SHA-256', salt: salt, iterations: rounds}, key,
      {name: 'AES-GCM', length: 256}, false, ['encrypt', 'decrypt']
    ));
  }

  /* The file locked with a password; a Refusal when this browser can't do it. */
  /** @param {object} file @param {string} password @returns {Promise<Locked>} */
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

  /** @param {Locked} file @param {string} password @returns {Promise<Raw>} */
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
      .then((open) => parsed(new TextDecoder().decode(open)), () => { throw new Refusal('open-password'); });
  }

  /* What a text says, letter by letter. */
  /** @param {string} text @returns {Promise<Raw>} */
  function parsed(text) { return app.load(`${here}reader.js`).then(() => app.reader.read(text)); }

  /* What stands in bytes, in UTF-8, or in UTF-16 where they say so; an error for others where it must be `exact`. */
  /** @param {Uint8Array} bytes @param {boolean} exact */
  function lettersOf(bytes, exact) {
    const first = bytes[0] * 256 + bytes[1], name = first === 0xfeff ? 'utf-16be' : first === 0xfffe ? 'utf-16le' : 'utf-8';
    return new TextDecoder(name, {fatal: exact}).decode(bytes);
  }

  /* What stands in a file that somebody chose. */
  /** @param {File} file @param {boolean} [exact] @returns {Promise<string>} */
  function contentOf(file, exact) {
    if (file.size > table.bytes) { return Promise.reject(new Refusal('open-big')); }
    return new Promise((done, failed) => {
      const reader = new FileReader();
      reader.onload = () => {
        try { done(lettersOf(new Uint8Array(/** @type {ArrayBuffer} */ (reader.result)), Boolean(exact))); } catch (error) { failed(new Refusal('open-unreadable')); }
      };
      reader.onerror = () => { failed(new Refusal('open-unreadable')); };
      reader.readAsArrayBuffer(file);
    });
  }

  /* The person's file as what it says, unlocked where it was locked. */
  /** @param {File} file @param {string} password @returns {Promise<Raw>} */
  function opened(file, password) {
    return contentOf(file, true).then(parsed).then((said) => {
      const isLocked = said instanceof Map && app.reader.head(said, 'schema') === LOCKED;
      return isLocked ? unlocked(app.reader.plain(said), password) : said;
    });
  }

  app.answers = {
    Refusal: Refusal, questions: questions, valueOf: valueOf, read: read, write: write, addRow: addRow, rowOf: rowOf,
    stripped: stripped, clean: clean, isBlank: isBlank, inFigures: inFigures, isWhole: isWhole, isDay: isDay, parsed: parsed,
    save: save, saveTable: saveTable, short: short, text: text, contentOf: contentOf, locked: locked, opened: opened, each: each, has: has
  };

  /* -- words ------------------------------------------------------------------------------------------- */

  /** @param {string} id @param {Values} [values] */
  function wordsOf(id, values) {
    const given = window.CitizenDataWords[id];
    const words = Array.isArray(given) ? given[0] : given;
    return Object.keys(values || {}).reduce((said, name) => said.split(`{${name}}`).join(String(values[name])), words);
  }

  /* Put the words of an id into an element, with their language where it is not the page's. */
  /** @template {HTMLElement} T @param {T} part @param {string} id @param {Values} [values] */
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
  /** @template {keyof HTMLElementTagNameMap} K @param {K} tag @param {string} [css] @param {string} [id] @param {Values} [values] */
  app.element = function (tag, css, id, values) {
    const part = document.createElement(tag);
    if (css) { part.className = css; }
    if (id) { app.say(part, id, values); }
    return part;
  };

  /* A button, in the language of the page, with which a person chooses a file: a browser's own speaks the browser's. */
  /** @param {HTMLElement} parent @param {string} words @param {string} id @param {string} accept */
  app.chooser = function (parent, words, id, accept) {
    const label = parent.appendChild(app.element('label', 'button file', words));
    const input = label.appendChild(app.element('input', 'visually-hidden'));
    input.type = 'file';
    input.id = id;
    input.accept = accept;
    return input;
  };

  /* Fetch a script of the site once; `done` learns whether it came. */
  /** @type {Map<string, Promise<void>>} */
  const asked = new Map();
  /** @param {string} address */
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
