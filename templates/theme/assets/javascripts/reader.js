/* A file of answers: what stands in it, letter by letter, and what of it fits a paper. It is loaded when a file is opened.
   JSON is read, and the plain kind of YAML that people write by hand. A value is {text, how}, as in generator/library/answers.py; a mapping is a Map.
   Rare YAML (words over several lines, anchors, tags) is refused, so that nobody gets something else than they wrote.
   What YAML takes for space is a space or a tab: any other is a part of what somebody typed. */
(function () {
  'use strict';

  const app = window.CitizenData;
  const table = window.CitizenDataAnswers, answers = app.answers;
  const has = answers.has, stripped = answers.stripped, isBlank = answers.isBlank, inFigures = answers.inFigures;
  const HEAD = ['schema', 'document', 'checklist', 'version', 'edition'];
  const DEEPEST = 40;
  const TOKEN = /\s*("[^"\\]*(?:\\.[^"\\]*)*"|-?[0-9][0-9.eE+-]*|true|false|null|[{}[\],:])/g;
  /** @type {Record<string, string>} */
  const ESCAPES = {
    0: '\0', a: '\x07', b: '\b', t: '\t', '\t': '\t', n: '\n', v: '\v', f: '\f', r: '\r', e: '\x1b', ' ': ' ', '"': '"',
    '/': '/', '\\': '\\', N: '\x85', _: '\xa0', L: '\u2028', P: '\u2029'
  };

  /** @param {string} text @param {string} how @returns {Said} */
  function said(text, how) { return {text: text, how: how}; }

  /** @param {string} [id] @param {Values} [values] @returns {never} */
  function refuse(id, values) { throw new answers.Refusal(id || 'open-unreadable', values); }

  /* A Map that takes each key once. */
  /** @param {Map<string, Raw>} map @param {string} key @param {Raw} value */
  function put(map, key, value) {
    if (map.has(key)) { refuse(); }
    map.set(key, value);
  }

  /* -- JSON ------------------------------------------------------------------------------------------------ */

  /* The browser tells whether it is JSON; the tokens keep what it would lose: how numbers are written, and keys that
     stand twice. */
  /** @param {string} text @returns {Raw} */
  function json(text) {
    try { JSON.parse(text); } catch (error) { refuse(); }
    const tokens = text.match(TOKEN).map((token) => token.trim());
    let at = 0;

    /** @param {number} depth @returns {Raw} */
    function value(depth) {
      const token = tokens[at];
      at += 1;
      if (depth > DEEPEST) { refuse(); }
      if (token === '{') {
        const map = new Map();
        for (; tokens[at] !== '}'; at += tokens[at] === ',' ? 1 : 0) {
          const key = JSON.parse(tokens[at]);
          at += 2;
          put(map, key, value(depth + 1));
        }
        at += 1;
        return map;
      }
      if (token === '[') {
        const list = [];
        for (; tokens[at] !== ']'; at += tokens[at] === ',' ? 1 : 0) { list.push(value(depth + 1)); }
        at += 1;
        return list;
      }
      if (token[0] === '"') { return said(JSON.parse(token), 'quoted'); }
      return said(token, /^[tfn]/.test(token) ? 'word' : 'number');
    }
    return value(0);
  }

  /* -- YAML ------------------------------------------------------------------------------------------------ */

  /* Half a letter, as JSON may write it, is none in YAML. */
  /** @param {number} code */
  function letter(code) { return code > 0x10ffff || (code >= 0xd800 && code < 0xe000) ? refuse('open-yaml') : String.fromCodePoint(code); }

  /** @param {string} words */
  function unescaped(words) {
    return words.replace(/\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([^]?))/g, (all, two, four, eight, sign) => {
      const code = two || four || eight;
      if (code) { return letter(parseInt(code, 16)); }
      return Object.prototype.hasOwnProperty.call(ESCAPES, sign) ? ESCAPES[sign] : refuse('open-yaml');
    });
  }

  /* One value from the place `at` on: a word, quoted or not, or a list or mapping in brackets. `inside` brackets, a comma
     or a bracket ends a word. What follows the value stands at `at` of what is returned. */
  /** @param {string} line @param {number} at @param {boolean} inside @param {number} depth @returns {{value: Raw, at: number}} */
  function flow(line, at, inside, depth) {
    if (depth > DEEPEST) { refuse(); }
    if (line[at] === '[' || line[at] === '{') { return brackets(line, at + 1, line[at] === '{', depth + 1); }
    const found = scalar(line, at, inside);
    if (!inside && found.value.how === 'plain' && line[found.at] === ':') { refuse('open-yaml'); }
    return found;
  }

  /* A word, quoted or not, from the place `at` on. */
  /** @param {string} line @param {number} at @param {boolean} inside @returns {{value: Said, at: number}} */
  function scalar(line, at, inside) {
    const rest = line.slice(at), sign = rest[0];
    const quoted = /^"([^"\\]*(?:\\[^][^"\\]*)*)"/.exec(rest) || /^'([^']*(?:''[^']*)*)'/.exec(rest);
    if (quoted) {
      const words = sign === '"' ? unescaped(quoted[1]) : quoted[1].replace(/''/g, '\'');
      return {value: said(words, 'quoted'), at: at + quoted[0].length};
    }
    if (sign === '"' || sign === '\'') { refuse('open-yaml'); }
    const end = rest.search(inside ? /[ \t]#|:(?=[ \t,?[\]{}]|$)|[,[\]{}]/ : /[ \t]#|:(?=[ \t]|$)/);
    const words = stripped(end < 0 ? rest : rest.slice(0, end), ' \t');
    if (/^[&*!|>%@`#,[\]{}]/.test(words) || (inside && /^[?:]/.test(words)) || /^[-?:](?:[ \t]|$)/.test(words)) { refuse('open-yaml'); }
    return {value: said(words, 'plain'), at: at + (end < 0 ? rest.length : end)};
  }

  /** @param {string} line @param {number} at @param {boolean} isMap @param {number} depth */
  function brackets(line, at, isMap, depth) {
    const /** @type {Map<string, Raw>} */ map = new Map(), /** @type {Raw[]} */ list = [], close = isMap ? '}' : ']';
    const skip = () => { while (line[at] === ' ' || line[at] === '\t') { at += 1; } };
    const take = () => {
      const found = flow(line, at, true, depth);
      at = found.at;
      skip();
      return found.value;
    };
    for (skip(); line[at] !== close; skip()) {
      if (at >= line.length) { return {value: null, at: at}; }
      const first = take();
      if (first === null) { return {value: null, at: at}; }
      const isEmpty = isSaid(first) && first.how === 'plain' && first.text === '';
      if (isMap) {
        if (!isSaid(first) || isEmpty || line[at] !== ':') { refuse('open-yaml'); }
        at += 1;
        skip();
        const value = take();
        if (value === null) { return {value: null, at: at}; }
        put(map, first.text, value);
      } else if (isEmpty) { refuse('open-yaml'); } else { list.push(first); }
      if (line[at] === ',') { at += 1; } else if (line[at] !== close && at < line.length) { refuse('open-yaml'); }
    }
    return {value: isMap ? map : list, at: at + 1};
  }

  /** @param {Raw} raw @returns {raw is Said} */
  function isSaid(raw) { return Boolean(raw) && typeof (/** @type {Said} */ (raw)).how === 'string'; }

  /** @param {string} text @returns {Raw} */
  function yaml(text) {
    const lines = text.split(/\r\n?|\n/);
    let at = 0;
    if (!/\S/.test(text)) { refuse(); }

    /** @param {string} line */
    function indent(line) { return line.search(/[^ ]|$/); }

    /* The next line that says something; its number is `at`. */
    function next() {
      while (at < lines.length && /^ *(?:#.*)?$/.test(lines[at])) { at += 1; }
      if (/^ *\t/.test(lines[at] || '')) { refuse('open-yaml'); }
      return at < lines.length ? lines[at] : null;
    }

    /* The value that stands on a line from a place on, to the end of its brackets on a later line. */
    /** @param {number} from @returns {Raw} */
    function onLine(from) {
      let line = lines[at], found = flow(line, from, false, 0);
      while (found.value === null) {
        at += 1;
        if (at >= lines.length || /^(?: *\t|(?:---|\.\.\.)(?:[ \t]|$))/.test(lines[at])) { refuse('open-yaml'); }
        line = `${line.replace(/[ \t]+$/, '')} ${stripped(lines[at], ' \t')}`;
        found = flow(line, from, false, 0);
      }
      at += 1;
      if (!/^(?:[ \t]+(?:#.*)?)?$/.test(line.slice(found.at))) { refuse('open-yaml'); }
      return found.value;
    }

    /* The lines of a text below `|`, or joined below `>`, that stand further in than its key. */
    /** @param {number} outer @param {boolean} folded @returns {Said} */
    function block(outer, folded) {
      /** @type {string[]} */
      const held = [];
      for (at += 1; at < lines.length && (indent(lines[at]) > outer || /^ *$/.test(lines[at])); at += 1) { held.push(lines[at]); }
      const full = held.filter((line) => !/^ *$/.test(line)), inner = full.map(indent)[0] || 0;
      if (full.some((line) => indent(line) < inner || (folded && indent(line) > inner)) || /^ *\t/.test(full[0] || '')) { refuse('open-yaml'); }
      const words = held.map((line) => line.slice(inner)).join('\n');
      return said(folded ? words.replace(/([^\n])\n(?=[^\n])/g, '$1 ').replace(/\n(\n+)/g, '$1') : words, 'quoted');
    }

    /** @param {number} depth @param {number} outer how far in the key stands that this belongs to @returns {Raw} */
    function below(depth, outer) {
      const line = next(), inner = line === null ? 0 : indent(line);
      if (line === null || inner < outer || (inner === outer && !/^ *-(?: |$)/.test(line))) { return said('', 'plain'); }
      return /^ *-(?: |$)/.test(line) ? list(inner) : mapping(inner, depth);
    }

    /** @param {number} inner */
    function list(inner) {
      const made = [];
      for (let line = next(); line !== null && indent(line) === inner && /^ *-(?: |$)/.test(line); line = next()) {
        made.push(onLine(/^ *- */.exec(line)[0].length));
      }
      return made;
    }

    /** @param {number} inner @param {number} depth @returns {Raw} */
    function mapping(inner, depth) {
      const made = new Map();
      if (depth > DEEPEST) { refuse(); }
      for (let line = next(); line !== null && indent(line) >= inner; line = next()) {
        const found = scalar(line, inner, false), key = found.value.text, colon = /^[ \t]*:(?:[ \t]+|$)/.exec(line.slice(found.at));
        if (!colon || indent(line) !== inner || (found.value.how === 'plain' && (!key || key === '<<'))) { refuse(depth || made.size ? 'open-yaml' : 'open-unreadable'); }
        const from = found.at + colon[0].length, rest = line.slice(from);
        const text = /^([|>])[+-]?(?:[ \t]+(?:#.*)?)?$/.exec(rest);
        if (text) { put(made, key, block(inner, text[1] === '>')); } else if (rest && rest[0] !== '#') {
          put(made, key, onLine(from));
        } else {
          at += 1;
          put(made, key, below(depth + 1, inner));
        }
      }
      return made;
    }

    if (/^---(?:[ \t]+(?:#.*)?)?$/.test(next() || '')) { at += 1; }
    const line = next();
    if (line === null) { refuse(); }
    const made = mapping(indent(line), 0);
    return next() === null ? made : refuse();
  }

  /* What a file says: `text` is all of it. */
  /** @param {string} text */
  function read(text) {
    const words = text.replace(/^\ufeff/, ''), first = words.trim()[0];
    if (first === '{' || first === '[') { return json(words); }
    if (/[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff]/.test(words)) { refuse(); }
    return yaml(words);
  }

  /* What a file says as plain values, where no contract tells what they mean. */
  /** @param {Raw} raw @returns {any} */
  function plain(raw) {
    if (raw instanceof Map) {
      const made = Object.create(null);
      raw.forEach((value, key) => { made[key] = plain(value); });
      return made;
    }
    if (Array.isArray(raw)) { return raw.map(plain); }
    return raw.how === 'number' || raw.how === 'word' ? JSON.parse(raw.text) : raw.text;
  }

  /* -- taking a file in: the steps of `take` in generator/library/taking.py --------------------------------- */

  /** @param {Raw} raw @returns {raw is Said} */
  function isWord(raw) { return isSaid(raw) && raw.how !== 'word'; }

  /** @param {Raw} raw */
  function truth(raw) {
    const bare = isSaid(raw) && (raw.how === 'plain' || raw.how === 'word') ? raw.text : '';
    return /^(?:true|True|TRUE)$/.test(bare) ? true : /^(?:false|False|FALSE)$/.test(bare) ? false : undefined;
  }

  /** @param {Contract} contract @param {string} name */
  function slotOf(contract, name) {
    const row = answers.rowOf(name), any = row && row.number <= table.rows ? `${row.table}.*.${row.column}` : '';
    const key = has(contract.slots, name) && name.indexOf('*') < 0 ? name : any;
    return has(contract.slots, key) ? contract.slots[key] : null;
  }

  /* [the value as the slot takes it, or undefined for nothing; then what is to be said of it]. */
  /** @param {Slot} slot @param {Raw} raw @returns {Fitted} */
  function fitted(slot, raw) {
    if (slot.type === 'choices') {
      if (!Array.isArray(raw)) { return isSaid(raw) && raw.how === 'plain' && !raw.text ? [] : [undefined, 'kind']; }
      const allowed = raw.filter(isWord).map((each_) => each_.text).filter((text) => slot.choices.indexOf(text) >= 0);
      const ids = Array.from(new Set(allowed));
      return [ids.length ? ids : undefined].concat(allowed.length === raw.length ? [] : ['choice']);
    }
    if (isSaid(raw) && (raw.how === 'quoted' || raw.how === 'plain') && isBlank(raw.text)) { return []; }
    if (slot.type === 'tick') { return truth(raw) === undefined ? [undefined, 'kind'] : [truth(raw)]; }
    if (!isWord(raw)) { return [undefined, 'kind']; }
    if (slot.type === 'choice') { return slot.choices.indexOf(raw.text) >= 0 ? [raw.text] : [undefined, 'choice']; }
    if (slot.type === 'date') {
      const day = inFigures(stripped(raw.text, table.blank));
      return answers.isDay(day) ? [day] : [undefined, 'date'];
    }
    return typed(slot, raw.text);
  }

  /* Words as they were typed, but for what no paper prints and for how a line ends. */
  /** @param {Slot} slot @param {string} text @returns {Fitted} */
  function typed(slot, text) {
    if (Array.from(text).length > table.letters) { return [undefined, 'long']; }
    const kept = answers.clean(text), misfits = kept === text ? [] : ['characters'];
    const words = slot.type === 'lines' ? stripped(kept.replace(/\r\n?/g, '\n'), '\n')
      : stripped(kept, '\r\n').replace(/[\r\n]+/g, ' ');
    if (slot.type === 'number' && !answers.isWhole(words)) { misfits.push('number'); }
    if (slot.most && Array.from(words).length > slot.most) { misfits.push('long'); }
    return [isBlank(words) ? undefined : words].concat(misfits);
  }

  /* What the head of a file says; what is empty or null was not said. */
  /** @param {Map<string, Raw>} file @param {string} name */
  function head(file, name) {
    const raw = file.has(name) ? file.get(name) : {text: '', how: 'word'};
    if (!isSaid(raw)) { refuse(); }
    return raw.how === 'word' ? '' : raw.text;
  }

  /** @param {Map<string, Raw>} file @param {string} name @returns {Map<string, Raw>} */
  function mapping(file, name) {
    const raw = file.has(name) ? file.get(name) : new Map();
    if (isSaid(raw) && raw.how === 'plain' && !raw.text) { return new Map(); }
    if (!(raw instanceof Map)) { refuse(); }
    return raw;
  }

  /* What of a file fits a paper: {conditions, answers, listed, remarks, another}; `listed` is [name, why] of what does
     not, or is to mend. A Refusal is thrown where nothing fits. */
  /** @param {Contract} contract @param {Raw} file */
  function take(contract, file) {
    if (!(file instanceof Map) || head(file, 'schema') !== table.schema) { refuse(); }
    const stray = Array.from(file.keys()).filter((key) => HEAD.concat('conditions', 'answers').indexOf(key) < 0)[0];
    if (stray !== undefined) { refuse('open-wrong', {name: answers.short(stray)}); }
    HEAD.forEach((name) => { head(file, name); });
    ['document', 'checklist'].forEach((kind) => {
      const id = head(file, kind);
      if (id && (kind !== contract.kind || id !== contract.paper)) { refuse('open-other', {paper: answers.short(id)}); }
    });
    /** @type {Taken} */
    const taken = {conditions: {}, answers: {}, listed: [], remarks: [], another: false};
    const saidConditions = mapping(file, 'conditions'), saidAnswers = mapping(file, 'answers');
    saidConditions.forEach((raw, id) => {
      const why = contract.conditions.indexOf(id) < 0 ? 'unknown' : truth(raw) === undefined ? 'kind' : '';
      if (why) { taken.listed.push([`condition:${id}`, why]); } else { taken.conditions[id] = truth(raw); }
    });
    saidAnswers.forEach((raw, name) => {
      const slot = slotOf(contract, name), found = slot ? fitted(slot, raw) : [undefined, 'unknown'];
      if (found[0] !== undefined) { taken.answers[name] = found[0]; }
      /** @type {string[]} */ (found.slice(1)).forEach((why) => { taken.listed.push([name, why]); });
    });
    contract.alone.forEach((group) => {
      const given = group.filter((name) => has(taken.answers, name) && taken.answers[name] !== false);
      if (given.length > 1) { given.forEach((name) => { delete taken.answers[name]; taken.listed.push([name, 'one']); }); }
    });
    remark(contract, taken);
    taken.another = /** @type {('version' | 'edition')[]} */ (['version', 'edition']).some((name) => head(file, name) && head(file, name) !== contract[name]);
    return taken;
  }

  /** @param {Contract} contract @param {Taken} taken */
  function remark(contract, taken) {
    /** @type {(slot: Slot) => boolean} */
    const isOut = (slot) => Boolean(slot.when) && taken.conditions[slot.when] === false;
    contract.conditions.forEach((id) => { if (!has(taken.conditions, id)) { taken.remarks.push([`condition:${id}`, 'open']); } });
    Object.keys(contract.slots).forEach((name) => {
      const slot = contract.slots[name];
      if (slot.needed && !has(taken.answers, name) && !isOut(slot)) { taken.remarks.push([name, 'needed']); }
    });
    Object.keys(taken.answers).forEach((name) => {
      const slot = slotOf(contract, name);
      if (isOut(slot)) { taken.remarks.push([name, 'idle']); }
      else if (slot.after && taken.answers[name] < (taken.answers[slot.after] || '')) { taken.remarks.push([name, 'early']); }
    });
  }

  app.reader = {read: read, plain: plain, head: head, take: take};
}());
