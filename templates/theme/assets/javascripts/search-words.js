/* Words as the search knows them, and how like they are: the same rules as generator/render/search/words.py, which are
   published with the index. Words are looked up on this device and are never stored, sent or put into an address. */
(function () {
  'use strict';

  const INVISIBLE = /\p{Cf}/gu;
  const WORD = /[^\s\p{Z}\p{P}\p{S}\p{C}]+/gu;
  /* A word of a script without blanks has one sign or two, and its signs are looked up in pairs. */
  const WORD_OF_A_PAIR = 0.6;

  /** @param {SearchRules} rules */
  function Words(rules) {
    const marks = new RegExp(rules.marks, 'g');
    const article = new RegExp(rules.article);
    const unspaced = new RegExp(rules.unspaced);
    const runs = new RegExp('(?:' + rules.unspaced + ')+|(?:(?!' + rules.unspaced + ').)+', 'g');
    const elided = new RegExp(rules.elided);
    /** @type {Map<string, RegExp>} */
    const roots = new Map(Object.keys(rules.roots).map((tag) => /** @type {[string, RegExp]} */ ([tag, new RegExp(rules.roots[tag])])));
    /** @type {Map<string, string[]>} */
    const known = new Map();

    /** @param {string} sign */
    function letter(sign) {
      const code = sign.codePointAt(0);
      for (const zero of rules.zeros) {
        if (code >= zero && code <= zero + 9) { return String(code - zero); }
      }
      return rules.letters[sign] || sign;
    }

    /** @param {string} word */
    function fold(word) {
      const bare = word.toLowerCase().normalize('NFKD').replace(marks, '');
      return Array.from(bare.normalize('NFC'), letter).join('');
    }

    /* A name in Latin letters stands in a Chinese sentence without a space before or after it. */
    /** @param {string} word @returns {string[]} */
    function keysOf(word) { return /** @type {string[]} */ ([]).concat(...(fold(word).match(runs) || []).map(keysOfRun)); }

    /** @param {string} run */
    function keysOfRun(run) {
      if (unspaced.test(run)) {
        const signs = Array.from(run);
        return signs.length < 2 ? signs : signs.slice(1).map((sign, place) => signs[place] + sign);
      }
      return elided.test(run) ? [] : [run.replace(article, '')];
    }

    /* A folded word without what its language puts around the root. */
    /** @param {string} key @param {string} tag */
    function root(key, tag) {
      const found = roots.has(tag) ? key.match(roots.get(tag)) : null;
      return found ? found[1] : key;
    }

    /* The forms under which a written word is found. Texts repeat their words, so what was worked out is kept. */
    /** @param {string} word @returns {string[]} */
    function keys(word) {
      if (!known.has(word)) { known.set(word, keysOf(word)); }
      return known.get(word);
    }

    /** @param {string} text */
    function all(text) {
      /** @type {string[]} */
      const found = [];
      for (const word of text.replace(INVISIBLE, '').match(WORD) || []) { found.push(...keys(word)); }
      return found;
    }

    /* About how many words so many keys are. */
    /** @param {string[]} keys */
    function length(keys) { return sum(keys.map((key) => (unspaced.test(key) ? WORD_OF_A_PAIR : 1))); }

    return { keys: keys, all: all, root: root, length: length };
  }

  /** @param {number[]} numbers */
  function sum(numbers) { return numbers.reduce((all, each) => all + each, 0); }

  // -- likeness of words ---------------------------------------------------------------------------------

  /* The number of letters to add, leave out, change or swap with the next one; `most + 1` for anything above `most`. */
  /** @param {string} a @param {string} b @param {number} most */
  function slips(a, b, most) {
    if (Math.abs(a.length - b.length) > most) { return most + 1; }
    let /** @type {number[]} */ before = [], /** @type {number[]} */ last = [], /** @type {number[]} */ row = [];
    for (let j = 0; j <= b.length; j += 1) { last.push(j); }
    for (let i = 1; i <= a.length; i += 1) {
      row = [i];
      let least = i;
      for (let j = 1; j <= b.length; j += 1) {
        const other = a[i - 1] === b[j - 1] ? 0 : 1;
        let cost = Math.min(row[j - 1] + 1, last[j] + 1, last[j - 1] + other);
        if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) { cost = Math.min(cost, before[j - 2] + 1); }
        row.push(cost);
        least = Math.min(least, cost);
      }
      if (least > most) { return most + 1; }
      before = last;
      last = row;
    }
    return row.length ? row[b.length] : b.length;
  }

  /* Whether two words can begin the same but for one slip: almost all pairs can't, and need no further look. */
  /** @param {string} a @param {string} b */
  function startsAlike(a, b) {
    return a[0] === b[0] || a[1] === b[1] && a[2] === b[2] || a[0] === b[1] && a[1] === b[2] || a[1] === b[0] && a[2] === b[1]
      || a[0] === b[1] && a[1] === b[0];
  }

  /* How surely a known word is meant by one that stands nowhere: 0 for not at all. */
  /** @param {string} typed @param {string} known */
  function likeness(typed, known) {
    if (typed.length > 2 && known.startsWith(typed)) { return 0.4 + 0.5 * typed.length / known.length; }
    // An ending that no text has.
    if (known.length > 3 && typed.length < known.length + 4 && typed.startsWith(known)) { return 0.8; }
    let shared = 0;
    while (shared < typed.length && typed[shared] === known[shared]) { shared += 1; }
    // Other endings of one word: what differs is short, what is shared is long.
    if (shared > 3 && shared >= 2 * Math.max(typed.length - shared, known.length - shared)) { return 0.7; }
    const most = typed.length > 7 ? 2 : typed.length > 3 ? 1 : 0;
    const differ = most && startsAlike(typed, known) ? slips(typed, known, most) : most + 1;
    return differ > most ? 0 : 0.65 - 0.15 * (differ - 1);
  }

  /* Words by their consonants alone, for a script that people also type in Latin letters: `written` gives those of a word
     of ours, `typed` those of one in Latin letters. A group of `latin` has the spellings of one sound, and our letters for it. */
  /** @param {string[]} groups */
  function Consonants(groups) {
    const /** @type {Map<string, number>} */ letters = new Map(), /** @type {Map<string, number>} */ spellings = new Map();
    groups.forEach((group, place) => {
      const sides = group.split(':');
      sides[0].split(',').forEach((spelling) => spellings.set(spelling, place));
      Array.from(sides[1], (letter) => letters.set(letter, place));
    });
    const longest = Array.from(spellings.keys()).sort((a, b) => b.length - a.length);
    const spelling = new RegExp(longest.join('|'), 'g');
    /** @type {(sounds: number[]) => string} */
    const joined = (sounds) => sounds.filter((sound, place) => sound !== sounds[place - 1]).join(' ');

    return {
      written: (/** @type {string} */ word) => joined(Array.from(word, (letter) => letters.get(letter)).filter((sound) => sound !== undefined)),
      typed: (/** @type {string} */ word) => joined((word.match(spelling) || []).map((/** @type {string} */ found) => spellings.get(found))),
    };
  }

  window.citizenDataSearching = { WORD: WORD, Words: Words, Consonants: Consonants, likeness: likeness, sum: sum };
}());
