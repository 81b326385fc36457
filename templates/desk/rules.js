/* The checks of `citizen-data check` and `receive` for one text, for the page on which it is translated.

   What can be data comes from the program (generator/translate/rules.py): patterns, classes of characters, limits, terms.
   Both follow tests/cases/desk.json. The program checks again what comes back, and it alone decides. */
(function () {
  'use strict';

  const PUNCTUATION = /[!-/:-@[-`{-~]/, ENTITY = /^&(?:#x[a-f0-9]{1,6}|#[0-9]{1,7}|[a-z][a-z0-9]{1,31});/i;
  const AUTOLINK = /^<(?:[a-z][a-z0-9+.-]{1,31}:[^<>\x00-\x20]*|[a-z0-9.!#$%&'*+/=?^_`{|}~-]+@[a-z0-9.-]+)>/i;
  const TITLE = /^(?:"((?:\\.|[^"\\])*)"|'((?:\\.|[^'\\])*)'|\(((?:\\.|[^()\\])*)\))/;
  const DEEPEST = 8;
  /** @type {('em' | 'strong' | 'in')[]} */
  const KINDS = ['em', 'strong', 'in'];
  /** @type {['em' | 'strong', string][]} */
  const MARKS = [['em', '*…*'], ['strong', '**…**']];

  class Refusal {
    /** @param {string} said @param {string} [words] */
    constructor(said, words) { this.said = said; this.words = words || ''; }
  }

  /* Whether a character is of a class, which comes as gaps and lengths in turn. */
  /** @param {number[]} runs */
  function members(runs) {
    const /** @type {number[]} */ starts = [], /** @type {number[]} */ ends = [];
    let at = 0;
    for (let index = 0; index < runs.length; index += 2) {
      at += runs[index];
      starts.push(at);
      at += runs[index + 1];
      ends.push(at);
    }
    return (/** @type {string} */ character) => {
      const code = character.codePointAt(0);
      let low = 0, high = starts.length;
      while (low < high) {
        const middle = (low + high) >> 1;
        if (starts[middle] <= code) { low = middle + 1; } else { high = middle; }
      }
      return low > 0 && code < ends[low - 1];
    };
  }

  /** @param {string[]} list */
  function counted(list) {
    /** @type {Map<string, number>} */
    const found = new Map();
    list.forEach((each) => found.set(each, (found.get(each) || 0) + 1));
    return found;
  }

  /* What `wanted` has more often than `given`. */
  /** @param {string[]} wanted @param {string[]} given */
  function lacking(wanted, given) {
    const have = counted(given), /** @type {string[]} */ left = [];
    counted(wanted).forEach((number, each) => {
      for (let missing = number - (have.get(each) || 0); missing > 0; missing -= 1) { left.push(each); }
    });
    return left;
  }

  /** @param {string} pattern @param {string} text @param {string} [flags] @returns {string[]} */
  function all(pattern, text, flags) { return text.match(new RegExp(pattern, flags || 'g')) || []; }

  /** @param {string} said */
  function entity(said) {
    if (said[1] === '#') {
      const code = Number(said.slice(2, -1).replace(/^x/i, '0x')), low = code & 0xffff;
      const isNone = code > 0x10ffff || low >= 0xfffe || (code >= 0xd800 && code < 0xe000) || (code >= 0xfdd0 && code <= 0xfdef);
      const isControl = code < 9 || code === 11 || (code > 13 && code < 32) || (code > 126 && code < 160);
      return String.fromCodePoint(isNone || isControl ? 0xfffd : code);
    }
    const place = document.createElement('textarea');
    place.innerHTML = said;  // only letters between & and ;
    return place.value === said ? null : place.value;
  }

  /** @param {string} text */
  function unescaped(text) {
    return text.replace(/\\([!-/:-@[-`{-~])|&(?:#x[a-f0-9]{1,6}|#[0-9]{1,7}|[a-z][a-z0-9]{1,31});/gi,
      (said, character) => character || entity(said) || said);
  }

  /* A reader of marks: strings, {name}, {code}, {em: […]}, {strong: […]}, {link, in: […]}. It throws a Refusal. */
  /** @param {DeskRules} rules */
  function reader(rules) {
    const isPunctuation = members(rules.punctuation), isWhite = members(rules.white);

    /* A run of * or _, and whether it may open or close. */
    /** @param {string[]} signs @param {number} at @param {number} end */
    function run(signs, at, end) {
      let to = at;
      while (to < end && signs[to] === signs[at]) { to += 1; }
      const before = at > 0 ? signs[at - 1] : ' ', after = to < end ? signs[to] : ' ';
      const whiteBefore = isWhite(before), whiteAfter = isWhite(after);
      const signBefore = isPunctuation(before), signAfter = isPunctuation(after);
      const left = !whiteAfter && (!signAfter || whiteBefore || signBefore);
      const right = !whiteBefore && (!signBefore || whiteAfter || signAfter);
      const free = signs[at] === '*';
      return {
        to: to, sign: signs[at], left: to - at, all: to - at,
        open: left && (free || !right || signBefore), close: right && (free || !left || signAfter)
      };
    }

    /** @param {string[]} signs @param {number} at @param {number} end */
    function code(signs, at, end) {
      let to = at;
      while (to < end && signs[to] === '`') { to += 1; }
      const length = to - at;
      for (let from = to; from < end;) {
        if (signs[from] !== '`') { from += 1; continue; }
        let last = from;
        while (last < end && signs[last] === '`') { last += 1; }
        if (last - from === length) {
          const held = signs.slice(to, from).join('');
          return { to: last, node: { code: /^ .*[^ ].* $/.test(held) ? held.slice(1, -1) : held } };
        }
        from = last;
      }
      return { to: to, node: signs.slice(at, to).join('') };
    }

    /* Where the words of a link end; -1 where they do not, or hold a link. */
    /** @param {string[]} signs @param {number} at @param {number} end @returns {number} */
    function label(signs, at, end) {
      let level = 1, here = at + 1;
      while (here < end) {
        const sign = signs[here];
        if (sign === ']') {
          level -= 1;
          if (!level) { return here; }
        }
        const next = sign === '*' || sign === '_' ? here + 1 : step(signs, here, end).to;
        if (sign === '[' && next === here + 1) { level += 1; }
        else if (sign === '[') { return -1; }
        here = next;
      }
      return -1;
    }

    /** @param {string[]} signs @param {number} at @param {number} end */
    function blanks(signs, at, end) {
      while (at < end && (signs[at] === ' ' || signs[at] === '\n')) { at += 1; }
      return at;
    }

    /** @param {string[]} signs @param {number} at @param {number} end */
    function target(signs, at, end) {
      let here = at, level = 0;
      if (signs[at] === '<') {
        for (here += 1; here < end && signs[here] !== '<'; here += 1) {
          if (signs[here] === '>') { return { to: here + 1, held: signs.slice(at + 1, here).join('') }; }
          if (signs[here] === '\\') { here += 1; }
        }
        return null;
      }
      while (here < end && signs[here] > ' ' && signs[here] !== '\x7f') {
        if (signs[here] === '\\' && here + 1 < end && signs[here + 1] !== ' ') { here += 2; continue; }
        if (signs[here] === '(') { level += 1; }
        if (signs[here] === ')') {
          if (!level) { break; }
          level -= 1;
        }
        here += 1;
      }
      return here === at || level ? null : { to: here, held: signs.slice(at, here).join('') };
    }

    /** @param {string[]} signs @param {number} at @param {number} end */
    function link(signs, at, end) {
      const last = label(signs, at, end);
      if (last < 0 || signs[last + 1] !== '(' || last + 1 >= end) { return null; }
      let here = blanks(signs, last + 2, end), held = '', titled = '';
      const found = target(signs, here, end);
      if (found) {
        held = unescaped(found.held);
        here = blanks(signs, found.to, end);
        const title = here > found.to ? TITLE.exec(signs.slice(here, end).join('')) : null;
        if (title) {
          titled = title[1] || title[2] || title[3] || '';
          here = blanks(signs, here + Array.from(title[0]).length, end);
        }
      }
      if (here >= end || signs[here] !== ')') { return null; }
      return { to: here + 1, from: at + 1, last: last, target: held, titled: titled };
    }

    /* What begins at a place: {to, node}; a link without its words read, a run of * or _ as it is. */
    /** @param {string[]} signs @param {number} at @param {number} end @returns {FoundMark} */
    function step(signs, at, end) {
      const sign = signs[at];
      if (sign === '\\' && at + 1 < end && PUNCTUATION.test(signs[at + 1])) { return { to: at + 2, node: signs[at + 1] }; }
      if (sign === '`') { return code(signs, at, end); }
      if (sign === '*' || sign === '_') { return run(signs, at, end); }
      if (sign === '!' && signs[at + 1] === '[' && link(signs, at + 1, end)) { throw new Refusal('marks'); }
      if (sign === '[') { return link(signs, at, end) || { to: at + 1, node: sign }; }
      if (sign === '<' && AUTOLINK.test(signs.slice(at, end).join(''))) { throw new Refusal('marks'); }
      const named = sign === '&' ? ENTITY.exec(signs.slice(at, end).join('')) : null;
      const meant = named ? entity(named[0]) : null;
      return meant === null ? { to: at + 1, node: sign } : { to: at + named[0].length, node: meant };
    }

    /** @param {string[]} signs @param {number} at @param {number} end @param {number} depth @returns {Marked[]} */
    function nodes(signs, at, end, depth) {
      if (depth > DEEPEST) { throw new Refusal('marks'); }
      /** @type {(Marked | Run)[]} */
      const found = [];
      while (at < end) {
        const each = step(signs, at, end);
        if ('target' in each) {
          if (each.titled) { throw new Refusal('marks'); }
          found.push({ link: each.target, in: nodes(signs, each.from, each.last, depth + 1) });
        }
        else { found.push('sign' in each ? each : each.node); }
        at = each.to;
      }
      paired(found);
      return closed(found, depth);
    }

    /* Each run that may close takes the nearest before it that may open. */
    /** @param {(Marked | Run)[]} found */
    function paired(found) {
      for (let at = 0; at < found.length; at += 1) {
        const close = /** @type {Run} */ (found[at]);
        while (close.sign && close.close && close.left) {
          const from = opening(found, at, close);
          if (from < 0) { break; }
          const open = /** @type {Run} */ (found[from]), width = open.left > 1 && close.left > 1 ? 2 : 1;
          const inner = /** @type {Marked[]} */ (found.splice(from + 1, at - from - 1));
          found.splice(from + 1, 0, width === 2 ? { strong: inner } : { em: inner });
          open.left -= width;
          close.left -= width;
          at = from + 2;
        }
      }
    }

    /** @param {(Marked | Run)[]} found @param {number} at @param {Run} close */
    function opening(found, at, close) {
      for (let from = at - 1; from >= 0; from -= 1) {
        const open = /** @type {Run} */ (found[from]);
        if (open.sign !== close.sign || !open.open || !open.left) { continue; }
        const odd = (open.close || close.open) && (open.all + close.all) % 3 === 0 && (open.all % 3 || close.all % 3);
        if (!odd) { return from; }
      }
      return -1;
    }

    /* Runs that found no other are words; words that stand together are one, with the names in brackets parted. */
    /** @param {(Marked | Run)[]} found @param {number} depth @returns {Marked[]} */
    function closed(found, depth) {
      if (depth > DEEPEST + 1) { throw new Refusal('marks'); }
      /** @type {Marked[]} */
      const done = [];
      let words = '';
      function end() {
        words.split(new RegExp('(' + rules.placeholder.replace('(', '(?:') + ')')).forEach((each, number) => {
          if (each) { done.push(number % 2 ? { name: each.slice(1, -1) } : each); }
        });
        words = '';
      }
      found.forEach((each) => {
        if (typeof each === 'string') { words += each; return; }
        if ('sign' in each) { words += each.sign.repeat(each.left); return; }
        end();
        const kind = KINDS.find((name) => name in each);
        if (kind && kind !== 'in') { each[kind] = closed(each[kind], depth + 1); }
        if (kind && !said(each[kind]).trim()) { throw new Refusal('marks'); }
        done.push(each);
      });
      end();
      return done;
    }

    return (/** @type {string} */ text) => {
      const signs = Array.from(text);
      return nodes(signs, 0, signs.length, 0);
    };
  }

  /** @param {Marked} node @returns {Marked[]} */
  function inside(node) { return typeof node === 'string' ? [] : node.em || node.strong || node.in || []; }

  /** @param {Marked[]} tree */
  function parts(tree) { return tree.filter((node) => typeof node !== 'string'); }

  /** @param {Marked[]} tree @returns {string} */
  function said(tree) {
    return tree.map((node) => typeof node === 'string' ? node : node.name || said(inside(node))).join('');
  }

  /** @param {Marked[]} tree @returns {Marked[]} */
  function every(tree) {
    return tree.reduce((found, node) => found.concat([node], every(inside(node))), []);
  }

  /** @param {Marked[]} tree @returns {string} */
  function written(tree) {
    return tree.map((node) => {
      if (typeof node === 'string') {
        return node.replace(/[\\`*_[\]]/g, '\\$&').replace(/&(?=#|[a-z])/gi, '&amp;').replace(/</g, '&lt;')
          .replace(/~~/g, '&#126;&#126;');
      }
      if (node.name) { return '{' + node.name + '}'; }
      if ('code' in node) {
        const fence = '`'.repeat(Math.max(0, ...all('`+', node.code).map((each) => each.length)) + 1);
        const pad = /^`|`$/.test(node.code) ? ' ' : '';
        return fence + pad + node.code + pad + fence;
      }
      if ('link' in node) { return '[' + written(node.in) + '](' + node.link + ')'; }
      return node.strong ? '**' + written(node.strong) + '**' : '*' + written(node.em) + '*';
    }).join('');
  }

  /** @param {string} text */
  function size(text) { return Array.from(text).length; }

  /** @param {DeskRules} rules */
  function checker(rules) {
    const isLetter = members(rules.letters), isNumeral = members(rules.numerals), isRefused = members(rules.refused);
    const isStacked = members(rules.stacked), isCombining = members(rules.combining), isOwn = members(rules.own);
    const isPictured = members(rules.pictured);
    const zeros = new Set(rules.zeros), read = reader(rules);

    /* Numbers in any digits, as these. */
    /** @param {string} sign */
    function digit(sign) {
      const code = sign.codePointAt(0);
      for (let value = 0; value < 10; value += 1) { if (zeros.has(code - value)) { return String(value); } }
      return '';
    }

    /** @param {string} text */
    function digits(text) {
      const bare = text.replace(/\]\([^()]*\)/g, ']');
      return Array.from(bare).map((sign) => digit(sign) || ' ').join('').split(/ +/).filter(Boolean);
    }

    /* With an underscore for each letter or digit beyond ASCII: JavaScript's \w and \b know no others. */
    /** @param {string} text */
    function plain(text) {
      return text.replace(/[\ud800-\udbff][\udc00-\udfff]|[\u0080-\uffff]/g, (sign) =>
        isLetter(sign) || isNumeral(sign) || digit(sign) ? '_'.repeat(sign.length) : sign);
    }

    /** @param {string} source @param {string} text */
    function characters(source, text) {
      let opened = 0, row = 0;
      Array.from(text).forEach((sign) => {
        row = isStacked(sign) ? row + 1 : 0;
        const allowed = !isRefused(sign) || '\u200c\u200d'.indexOf(sign) >= 0 || source.indexOf(sign) >= 0;
        if (row <= rules.stack && (allowed || (rules.rtl && '\u200e\u200f\u061c'.indexOf(sign) >= 0))) { return; }
        if (rules.rtl && /[\u2066-\u2069]/.test(sign) && opened >= 0 && row <= rules.stack) {
          opened += sign === '\u2069' ? -1 : 1;
          return;
        }
        const number = sign.codePointAt(0).toString(16).toUpperCase();
        throw new Refusal('character', 'U+' + '0'.repeat(Math.max(0, 4 - number.length)) + number);
      });
      if (opened) { throw new Refusal('character', 'U+2066'); }
    }

    /** @param {string} text */
    function addressesIn(text) {
      const pattern = new RegExp(rules.address, 'gi'), bare = plain(text), list = [];
      for (let match = pattern.exec(bare); match; match = pattern.exec(bare)) {
        list.push(text.slice(match.index, match.index + match[0].length));
      }
      return list;
    }

    /* A number that somebody could call, in the digits of any script. */
    /** @param {string} source @param {string} text */
    function called(source, text) {
      const figures = (/** @type {string} */ words) => Array.from(words).map((sign) => digit(sign) || sign).join('');
      const known = figures(source).replace(/[^0-9]/g, '');
      all(rules.called, figures(text).replace(new RegExp(rules.uncalled, 'g'), '$1;')).forEach((each) => {
        if (known.indexOf(each.replace(/[^0-9]/g, '')) < 0) { throw new Refusal('extra', each); }
      });
    }

    /** @param {string} source @param {string} text */
    function start(source, text) {
      const match = new RegExp('^' + rules.start).exec(text);
      if (match && source.slice(0, match[0].length) !== match[0]) { throw new Refusal('start'); }
    }

    /** @param {string} source @param {string} text */
    function words(source, text) {
      characters(source, text);
      const known = addressesIn(source).map((each) => each.toLowerCase());
      addressesIn(text.normalize('NFKC').replace(/[\u200c\u200d]/g, '').replace(new RegExp(rules.stopped, 'g'), '$1.')).forEach((each) => {
        if (known.indexOf(each.toLowerCase()) < 0) { throw new Refusal('extra', each); }
      });
      called(source, text);
      const foreign = all(rules.html + '|' + rules.template + '|[{}]', text);
      if (foreign.length) { throw new Refusal('extra', foreign[0]); }
    }

    /** @param {Marked[]} wanted @param {Marked[]} given */
    function compare(wanted, given) {
      /** @type {((node: MarkedPart) => string | false)[]} */
      const kinds = [
        (node) => node.name && '{' + node.name + '}', (node) => 'link' in node && '(' + node.link + ')',
        (node) => 'code' in node && '`' + node.code + '`'
      ];
      kinds.forEach((kind) => {
        const held = (/** @type {Marked[]} */ tree) => /** @type {string[]} */ (parts(tree).map(kind).filter(Boolean));
        const missing = lacking(held(wanted), held(given)), extra = lacking(held(given), held(wanted));
        if (extra.length) { throw new Refusal('extra', extra.join(' ')); }
        if (missing.length) { throw new Refusal('missing', missing.join(' ')); }
      });
      marked(given, wanted).forEach((sign) => { throw new Refusal('extra', sign); });
    }

    /* The marks that the one tree has more often than the other. */
    /** @param {Marked[]} more @param {Marked[]} fewer */
    function marked(more, fewer) {
      const number = (/** @type {Marked[]} */ tree, /** @type {'em' | 'strong'} */ name) => parts(tree).filter((node) => node[name]).length;
      return MARKS.filter((each) => number(more, each[0]) > number(fewer, each[0]))
        .map((each) => each[1]);
    }

    /** @param {string} source @param {string} text */
    function foreign(source, text) {
      const letters = (/** @type {string} */ each) => Array.from(each.replace(/\{[^{}]*\}|\]\([^()]*\)|`[^`]*`/g, '')).filter(isLetter);
      const wanted = letters(source), given = letters(text);
      if (rules.own.length && wanted.length && wanted.join('') !== given.join('') && !given.some(isOwn)) {
        throw new Refusal('letters');
      }
    }

    /** @param {string} source @param {string} text */
    function safe(source, text) {
      Array.from(text).forEach((sign) => { if (!isPictured(sign)) { throw new Refusal('character', sign); } });
      characters(source, text);
      if (size(text) > rules.growth * size(source) + rules.more) { throw new Refusal('long'); }
      start(source, text);
      const tree = read(text);
      words(source, said(tree));
      compare(every(read(source)), every(tree));
      if (JSON.stringify(read(written(tree))) !== JSON.stringify(tree)) { throw new Refusal('marks'); }
      foreign(source, text);
    }

    // -- remarks: a person may leave them as they are

    /** @param {string} text */
    function wordsOf(text) {
      /** @type {string[]} */
      const list = [];
      let word = '';
      const signs = Array.from(text);
      signs.forEach((sign, at) => {
        const next = signs[at + 1] || ' ';
        const joins = word && /['’\u0640-]/.test(sign) && (isLetter(next) || isNumeral(next));
        if (isLetter(sign) || isNumeral(sign) || joins) { word += sign; return; }
        if (word) { list.push(word); }
        word = '';
      });
      return word ? list.concat([word]) : list;
    }

    /** @param {string} text */
    function folded(text) {
      const apart = text.toLowerCase().replace(/ß/g, 'ss').replace(/ς/g, 'σ').normalize('NFKD');
      return Array.from(apart).filter((sign) => sign !== '\u0640' && !isCombining(sign)).join('');
    }

    /** @param {string} text */
    function bare(text) {
      return text.replace(new RegExp(rules.target, 'g'), ']').replace(new RegExp(rules.placeholder, 'g'), ' ')
        .replace(new RegExp(rules.quoted, 'g'), ' ');
    }

    /** @param {string} text */
    function formsIn(text) {
      const clitics = new RegExp(rules.clitics.replace('\\w', "[^'’-]")), forms = new Set();
      wordsOf(text).forEach((word) => [word].concat(word.split(/['’-]/)).forEach((each) => {
        forms.add(each);
        forms.add(each.replace(clitics, ''));
      }));
      return Array.from(forms);
    }

    /** @param {string} text */
    function isUnspaced(text) { return new RegExp(rules.unspaced).test(text); }

    /* The form, or its plural in s or x, as words of its own. */
    /** @param {string} form @param {string} text */
    function standsIn(form, text) {
      if (isUnspaced(form)) { return text.indexOf(form) >= 0; }
      const parts = form.split(/\s+/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
      const pattern = new RegExp(parts.join('[sx]?\\s+') + '(?:[sx](?![a-z0-9_]))?', 'g');
      for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
        const around = plain(text.charAt(match.index - 1)) + ' ' + plain(text.charAt(match.index + match[0].length));
        if (!/\w/.test(around)) { return true; }
        pattern.lastIndex = match.index + 1;
      }
      return false;
    }

    /** @param {DeskItem} item @param {string} text */
    function terms(item, text) {
      const whole = folded(text), forms = formsIn(whole), /** @type {string[][]} */ list = [];
      item.terms.map((number) => rules.terms[number]).forEach((term) => {
        const begins = (/** @type {string} */ part) => isUnspaced(part) ? whole.indexOf(part) >= 0 : forms.some((form) => form.startsWith(part));
        if (term.avoid.some((form) => standsIn(form, whole))) { list.push(['WORD002', 'avoid', term.write]); }
        else if (!term.stems.some((stem) => stem.every(begins))) { list.push(['WORD001', 'term', term.write]); }
      });
      return list;
    }

    /** @param {string} source @param {string} text */
    function length(source, text) {
      const long = size(text), wanted = size(source);
      if (long > (wanted < rules.short ? Math.floor(rules.shortMost * wanted + 10) : Math.floor(rules.most * wanted))) {
        return [['WORD003', 'long', '']];
      }
      const least = isUnspaced(text) ? rules.leastUnspaced : rules.least;
      return wanted >= rules.short && long / wanted < least ? [['WORD003', 'short', '']] : [];
    }

    /** @param {string} text */
    function ending(text) {
      const signs = Array.from(text);
      while (signs.length && rules.closers.indexOf(signs[signs.length - 1]) >= 0) { signs.pop(); }
      const last = signs.pop() || '', meant = rules.endings[last] || last;
      return meant && '.?!:;…'.indexOf(meant) >= 0 ? meant : '';
    }

    /** @param {DeskItem} item @param {string} text */
    function remarks(item, text) {
      const source = item.text, isNamed = wordsOf(source.replace(new RegExp(rules.placeholder, 'g'), ' ')).length >= 3;
      if (text === source && isNamed) { return [['WORD005', 'same', '']]; }
      const numbers = lacking(digits(source), digits(text));
      return terms(item, bare(text)).concat(
        length(source, text), numbers.length ? [['WORD004', 'missing', Array.from(new Set(numbers)).sort().join(', ')]] : [],
        ending(source) !== ending(text) ? [['WORD006', 'ending', source.split(' ').pop()]] : [],
        marked(every(read(source)), every(read(text))).map((sign) => ['WORD007', 'missing', sign]),
        all(rules.break, text).filter((space) => source.indexOf(space) < 0).slice(0, 1)
          .map((space) => ['WORD009', 'character', 'U+0020 ' + space.trim()]));
    }

    /* [code, what is said, the words that it is said of] for each finding; the first code is TRANS001 for a refusal. */
    /** @param {DeskItem} item @param {string} translation @returns {string[][]} */
    function check(item, translation) {
      const text = translation.trim();
      if (!text) { return []; }
      try {
        safe(item.text, text);
        return remarks(item, text);
      }
      catch (refusal) {
        if (refusal instanceof Refusal) { return [['TRANS001', refusal.said, refusal.words]]; }
        throw refusal;
      }
    }

    /** @param {string} text @returns {Marked[]} */
    function tree(text) {
      try { return read(text.trim()); }
      catch (refusal) {
        if (refusal instanceof Refusal) { return [text]; }
        throw refusal;
      }
    }

    return { check: check, tree: tree };
  }

  window.CitizenDesk = { checker: checker };
}());
