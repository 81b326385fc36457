/* The search: which places answer a question, and the panel that shows them. Words are looked up on this device and are
   never stored, sent or put into an address. The index comes in parts (generator/render/search/index.py): the titles at
   once, the words of the texts as a question needs them, so that a slow phone has a first list soon. */
(function () {
  'use strict';

  const MOST_RESULTS = 20;
  const MOST_OF_ONE_PAGE = 2;

  // -- words: the same rules as generator/render/search/words.py, which are published with the index -----

  const INVISIBLE = /\p{Cf}/gu;
  const WORD = /[^\s\p{Z}\p{P}\p{S}\p{C}]+/gu;
  /* A sentence; a dot within a number or an address ends none. */
  const SENTENCES = /(?:[^.?!…؟。？！\n]|\.(?=\S))+[.?!…؟。？！]*/g;
  const ASKS = /[?؟？]$/;

  /** @param {SearchRules} rules */
  function Words(rules) {
    const marks = new RegExp(rules.marks, 'g');
    const article = new RegExp(rules.article);
    const unspaced = new RegExp(rules.unspaced);
    const runs = new RegExp('(?:' + rules.unspaced + ')+|(?:(?!' + rules.unspaced + ').)+', 'g');
    const elided = new RegExp(rules.elided);
    /** @type {Map<string, RegExp>} */
    const prefixes = new Map(Object.keys(rules.prefixes).map((tag) => /** @type {[string, RegExp]} */ ([tag, new RegExp(rules.prefixes[tag])])));
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

    /* A folded word without what its language puts before the root. */
    /** @param {string} key @param {string} tag */
    function root(key, tag) { return prefixes.has(tag) ? key.replace(prefixes.get(tag), '') : key; }

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

  // -- ranking: BM25F over title, heading, other words and text -------------------------------------------

  /* How much a word counts in each field, how far the length of a field evens that out, and after how many of them more
     add little. Pages and questions are each compared with their like: a question is found by many short wordings, and
     in those also words like “who”, “first” or “look” tell one from another. */
  /** @type {Kind} */
  const PAGES = {
    saturation: 2,
    fields: {
      title: { weight: 2.5, evenness: 0.3 },
      heading: { weight: 3, evenness: 0.3 },
      words: { weight: 1, evenness: 0 },
      text: { weight: 0.2, evenness: 0.6 },
    },
  };
  /** @type {Kind} */
  const QUESTIONS = {
    saturation: 0.5,
    fields: {
      title: { weight: 1, evenness: 0.3 },
      heading: { weight: 3, evenness: 0.3 },
      words: { weight: 1, evenness: 0.6 },
      text: { weight: 0.2, evenness: 0.6 },
    },
  };
  /** @type {FieldName[]} */
  const FIELDS = ['title', 'heading', 'words', 'text'];
  /** @type {FieldName[]} */
  const OF_NAMES = ['title', 'heading', 'words'];
  /** @type {Scores} */
  const NOWHERE = new Map();
  /* A section is not about all that its page is about. */
  const TITLE_OF_A_SECTION = 0.35;
  /* How much it counts, against all the words of a question, that the question is a name of a page. */
  const CALLED = 1;
  /* How fast that falls with what is missing of the name, or is said beside it. */
  const STEEP = 1.6;
  /* What each word of a title that says nothing counts as missing: “what to say to people” is no name for “people”. */
  const SMALL_OF_A_NAME = 2;
  /* How much of what a question scores a paper has that was asked for and to which its answer leads, and how near to
     the best question one must be for that. Who asks in a whole sentence, of so many words, wants the answers first. */
  const LED = 0.9;
  const LED_BY_A_SENTENCE = 0.7;
  const SENTENCE = 8;
  /* A word of a script without blanks has one sign or two, and its signs are looked up in pairs. */
  const WORD_OF_A_PAIR = 0.6;
  const NEAR = 0.7;
  /* How surely a name was said by an everyday word for a word of it. */
  const EVERYDAY_NAME = 0.4;
  /* How surely a word is meant by one of the same root. */
  const ROOT = 0.8;
  /* How surely a word is meant by its consonants in Latin letters. */
  const LATIN = 0.8;
  /* How much an everyday word counts for ours, and any word for those that are said for it. */
  const EVERYDAY = 0.2;
  const ALIKE = 1.3;
  const SATURATION_OF_ALIKE = 3;
  /* The same for words that are said for those in the names of a page, which are fewer and say more. */
  const ALIKE_IN_NAMES = 0.25;
  const SATURATION_IN_NAMES = 4;
  /* How much of a place's score hangs on how many of the telling words it holds. */
  const COVER = 0.15;
  /* How much the sentence of a story that asks counts by itself, against the whole story. It counts less, the less of the
     story's best score its own best has, and nothing with a single telling word: “what can I do?” has nothing to look for. */
  const ASKING = 1;
  const ASKING_LEAST = 2;
  const ASKING_TELLS = 2;
  /* What a word counts that stands nearly everywhere; more among questions, whose many wordings share most of their words. */
  const LEAST = 0.02;
  const LEAST_OF_QUESTIONS = 0.4;
  const MOST_ALIKE = 6;
  /* How many words a phrase of everyday speech has at most. */
  const PHRASE = 3;

  /** @param {SearchStart} start */
  function Engine(start) {
    const words = window.citizenDataSearchEngine.words = Words(start.rules);
    /** @type {Map<string, number[]>} */
    const terms = new Map();
    /** @type {number[]} */
    const spread = [];
    /** @type {Map<string, number>} */
    const digits = new Map(Array.from(start.numbers.signs, (sign, digit) => [sign, digit]));
    /** @type {Record<string, string>} */
    let everydayWords = {};
    /** @type {string[][]} */
    const groups = [];
    /** @type {Map<string, number[]>} */
    const groupsOf = new Map();
    /** @type {Map<string, unknown>} */
    const kept = new Map();
    const common = new Set(start.common.split(' '));
    /** @type {Place[]} */
    const places = [];
    /* Place → its names, each as terms: its heading or title, and what people call it. */
    /** @type {number[][][]} */
    const names = [];
    /* Name → how many words it has that say nothing. */
    /** @type {Map<number[], number>} */
    const small = new Map();
    /* Question → the pages to which its answer leads; folder → the terms for its kind of page. */
    /** @type {Map<number, number[]>} */
    const leads = new Map();
    /** @type {Record<string, number[]>} */
    const kinds = {};
    start.places.forEach((page) => /** @type {PlaceOfPage[]} */ (page.slice(4)).forEach((place) => places.push({
      id: places.length, path: page[0], title: page[1], weight: page[2], behind: start.behind[page[3]], anchor: place[0], heading: place[1],
      lang: start.tags[place[2] || 0], nameLang: start.tags[place[3] || 0], kind: page[0].startsWith(start.questions) ? QUESTIONS : PAGES,
    })));
    const questions = places.filter((place) => place.kind === QUESTIONS).length;
    const pages = places.filter((place) => place.kind === PAGES && isWhole(place)).length;
    /** @type {Record<FieldName, Map<number, Scores>>} */
    const held = { title: new Map(), heading: new Map(), words: new Map(), text: new Map() };
    /** @type {Record<FieldName, number[]>} */
    const lengths = { title: [], heading: [], words: [], text: [] };
    /* A page and a section are each compared with their like. */
    /** @type {Partial<Record<FieldName, [pages: number, sections: number]>>} */
    const usual = {};
    learn(start);
    /** @type {Map<string, number>} */
    const headings = new Map();
    places.filter((place) => place.heading).forEach((place) => headings.set(place.heading, (headings.get(place.heading) || 0) + 1));
    places.forEach((place) => {
      note('title', place.id, place.title);
      note('heading', place.id, place.heading);
      const all = words.all(place.heading || place.title);
      const name = all.filter((key) => !common.has(key)).map((key) => terms.get(key)[0]);
      small.set(name, all.length - name.length);
      // What stands above a part of every guide is the name of none.
      names.push(headings.get(place.heading) > 2 ? [] : [name]);
    });
    FIELDS.forEach(measure);

    /** @param {FieldName} field */
    function measure(field) {
      const usually = (/** @type {boolean} */ whole) => mean(lengths[field].filter((_, id) => isWhole(places[id]) === whole));
      usual[field] = [usually(true), usually(false)];
    }

    /* The words of titles come with the start, those that stand in texts alone come later. */
    /** @param {SearchPart} part */
    function learn(part) {
      const first = spread.length;
      part.vocabulary.split('|').forEach((forms, place) => forms.split(' ').forEach((form) => {
        if (terms.has(form)) { terms.get(form).push(first + place); } else { terms.set(form, [first + place]); }
      }));
      spread.push(...numbers(part.spread));
      /** @type {['text', 'words']} */ (['text', 'words']).filter((field) => part[field]).forEach((field) => {
        lengths[field] = numbers(part[field]);
        measure(field);
      });
      if (part.asked) { take('words', part.asked); }
      if (part.everyday) { everydayWords = part.everyday; }
      (part.alike || []).forEach(gather);
      (part.leads || []).forEach((lead) => leads.set(lead[0], lead.slice(1)));
      Object.keys(part.kinds || {}).forEach((kind) => { kinds[kind] = part.kinds[kind]; });
      (part.names || []).forEach((called) => /** @type {string[]} */ (called.slice(1)).forEach((name) => names[called[0]].push(name.split(' ').map(Number))));
      kept.clear();
    }

    /* A group of words that people say for one another; a word may stand in several. */
    /** @param {string} said */
    function gather(said) {
      const all = said.split(',');
      all.forEach((phrase) => groupsOf.set(phrase, (groupsOf.get(phrase) || []).concat(groups.length)));
      groups.push(all);
    }

    /** @param {Place} place */
    function isWhole(place) { return !place.anchor; }

    /** @param {number[]} numbers */
    function mean(numbers) {
      const told = numbers.filter((number) => number > 0);
      return sum(told) / (told.length || 1);
    }

    /* Where a word stands: term → place → how often. */
    /** @param {FieldName} field @param {number} term @param {number} place @param {number} times */
    function stand(field, term, place, times) {
      const stands = held[field];
      if (!stands.has(term)) { stands.set(term, new Map()); }
      stands.get(term).set(place, (stands.get(term).get(place) || 0) + times);
    }

    /** @param {FieldName} field @param {number} term */
    function standing(field, term) { return held[field].get(term) || NOWHERE; }

    /** @param {FieldName} field @param {number} place @param {string} text */
    function note(field, place, text) {
      const all = words.all(text);
      lengths[field][place] = all.length;
      all.forEach((key) => (terms.get(key) || []).forEach((term) => stand(field, term, place, 1)));
    }

    /* The numbers that are written there, in the signs of generator/render/search/numbers.py: `use` gets each, and how often
       a word stands where it leads. */
    /** @param {string} written @param {(value: number, times: number) => void} use */
    function decode(written, use) {
      const near = start.numbers.near, far = start.numbers.far;
      let value = 0, at = 0;
      while (at < written.length) {
        const digit = digits.get(written[at]);
        at += 1;
        if (digit >= near) { value += (digit - near + 1) * near; continue; }
        let times = 1;
        for (; digits.get(written[at]) >= far; at += 1) { times += digits.get(written[at]) - far + 1; }
        use(value + digit, times);
        value = 0;
      }
    }

    /** @param {string} written */
    function numbers(written) {
      /** @type {number[]} */
      const all = [];
      decode(written, (value) => { all.push(value); });
      return all;
    }

    /* A part of where words stand in a field arrived: each term as a step from the one before, then steps from place to place. */
    /** @param {FieldName} field @param {string} part */
    function take(field, part) {
      let term = 0;
      part.split(start.numbers.between).forEach((written) => {
        let place = -1;
        decode(written, (step, times) => {
          if (place < 0) { term += step; place = 0; return; }
          place += step;
          stand(field, term, place, times);
        });
      });
      kept.clear();
    }

    /* What was worked out is kept until more of the index comes: all words but the last stay the same while somebody types. */
    /** @template T @param {string} name @param {() => T} make @returns {T} */
    function once(name, make) {
      if (!kept.has(name)) { kept.set(name, make()); }
      return /** @type {T} */ (kept.get(name));
    }

    // -- what is asked for

    /* Term → how surely it is meant, for one word of a question. */
    /** @param {string} key */
    function meant(key) {
      return once('meant ' + key, () => {
        /** @type {Sure} */
        const found = new Map();
        add(found, key, 1);
        everyday(found, key);
        if (!found.size && !common.has(key)) { ofRoot(words.root(key, start.tags[0])).forEach((form) => add(found, form, ROOT)); }
        if (!found.size && !common.has(key)) { inLatin(key).forEach((form) => add(found, form, LATIN)); }
        if (!found.size && !common.has(key)) { alike(key).forEach((each) => add(found, each.form, each.sure)); }
        return found;
      });
    }

    /** @param {Sure} found @param {string} form @param {number} sure */
    function add(found, form, sure) {
      (terms.get(form) || []).forEach((term) => found.set(term, Math.max(found.get(term) || 0, sure)));
    }

    /** @param {Sure} found @param {string} said */
    function everyday(found, said) {
      (everydayWords[said] || '').split(' ').filter(Boolean).forEach((form) => add(found, form, EVERYDAY));
    }

    /* The known words with a root, in a language that bends words at their beginning. */
    /** @param {string} root */
    function ofRoot(root) {
      const roots = once('roots', () => {
        /** @type {Map<string, string[]>} */
        const found = new Map();
        if (start.rules.prefixes[start.tags[0]]) {
          terms.forEach((_, form) => {
            const bare = words.root(form, start.tags[0]);
            found.set(bare, (found.get(bare) || []).concat(form));
          });
        }
        return found;
      });
      return roots.get(root) || [];
    }

    /* The known words that are typed so in Latin letters, by three consonants at least. */
    /** @param {string} key */
    function inLatin(key) {
      if (!start.latin.length || !/^[a-z0-9]+$/.test(key)) { return []; }
      const consonants = Consonants(start.latin);
      const known = once('consonants', () => {
        /** @type {Map<string, string[]>} */
        const found = new Map();
        terms.forEach((_, form) => {
          const sounds = consonants.written(form);
          found.set(sounds, (found.get(sounds) || []).concat(form));
        });
        return found;
      });
      const sounds = consonants.typed(key);
      return sounds.split(' ').length < 3 ? [] : known.get(sounds) || [];
    }

    /** @param {string} key */
    function alike(key) {
      /** @type {{form: string, sure: number}[]} */
      const found = [];
      terms.forEach((_, form) => {
        const sure = likeness(key, form);
        if (sure > 0) { found.push({ form: form, sure: sure }); }
      });
      // A slip in an everyday word is forgiven as well.
      Object.keys(everydayWords).forEach((form) => {
        const sure = likeness(key, form);
        if (sure > 0.6) {
          everydayWords[form].split(' ').forEach((ours) => found.push({ form: ours, sure: sure * EVERYDAY }));
        }
      });
      return found.sort((a, b) => b.sure - a.sure).slice(0, MOST_ALIKE);
    }

    /* What is asked for: for each word the terms that may be meant, and whether it is one that tells something of itself;
       then the groups of words of which one was said. Of a story, the same for the sentence that asks. */
    /** @param {string} text */
    function ask(text) {
      const asked = askWhole(text);
      const sentence = asking(text);
      if (sentence) { asked.heart = askWhole(sentence); }
      return asked;
    }

    /* The sentence of a story that asks: the last one with a question mark, or else the last one. */
    /** @param {string} text */
    function asking(text) {
      const all = (text.match(SENTENCES) || []).map((each) => each.trim()).filter((each) => words.all(each).length > 1);
      return all.length > 1 && (all.filter((each) => ASKS.test(each)).pop() || all.pop());
    }

    /** @param {string} text @returns {Asked} */
    function askWhole(text) {
      const all = words.all(text);
      const isTelling = all.some((key) => !common.has(key)) ? (/** @type {string} */ key) => !common.has(key) : () => true;
      /** @type {AskedWord[]} */
      const asked = Array.from(new Set(all)).map((key) => ({ found: meant(key), telling: isTelling(key), typed: true }));
      // Two words that are one thing in everyday speech: “phone number”, “carte SIM”.
      all.slice(1).forEach((key, place) => {
        /** @type {Sure} */
        const found = new Map();
        everyday(found, all[place] + ' ' + key);
        asked.push({ found: found, telling: true });
      });
      const known = /** @type {Asked} */ (asked.filter((word) => word.found.size));
      known.typed = all.length;
      known.many = words.length(all);
      // Words that stand nowhere are no question of ours, however many there are.
      known.whole = all.length > 0 && asked.every((word) => word.found.size > 0 || !word.typed);
      known.all = all.join(' ');
      known.told = all.filter(isTelling).length;
      known.groups = said(all.map(meant));
      return known;
    }

    /* Group → how surely one of its words was said; a word of several groups says less of each. */
    /** @param {Sure[]} all */
    function said(all) {
      /** @type {Map<number, number>} */
      const found = new Map();
      all.forEach((_, place) => {
        for (let most = 1; most <= PHRASE && place + most <= all.length; most += 1) {
          phrases(all.slice(place, place + most)).forEach((sure, phrase) => {
            const those = groupsOf.get(phrase) || [];
            those.forEach((group) => found.set(group, Math.max(found.get(group) || 0, sure / Math.sqrt(those.length))));
          });
        }
      });
      return found;
    }

    /* Terms one after the other, as groups name them → how surely they were said. */
    /** @param {Sure[]} all */
    function phrases(all) {
      return all.reduce((before, found) => {
        const longer = new Map();
        before.forEach((sure, phrase) => found.forEach((more, term) => {
          if (more > EVERYDAY) { longer.set((phrase ? phrase + ' ' : '') + term, Math.min(sure, more)); }
        }));
        return longer;
      }, new Map([['', 1]]));
    }

    // -- what stands where

    /* How telling it is to stand in so many places: the least for more than half of all, which orders places that hold no
       other word of a question. */
    /** @param {number} stands @param {number} all @param {number} least */
    function rare(stands, all, least) { return Math.max(least, Math.log((all - stands + 0.5) / (stands + 0.5))); }

    /** @param {number} term @param {Kind} kind @param {number} [least] */
    function rarity(term, kind, least = LEAST) {
      return kind === PAGES ? rare(spread[term] || 1, places.length, LEAST)
        : rare(briefly(term).size, questions, least);
    }

    /* Place of a kind → how much of a term stands there, all fields together, before saturation. A word that stands
       nearly everywhere says something in the title of a page only. */
    /** @param {number} term @param {Kind} kind */
    function amounts(term, kind) {
      if (kind === PAGES && rarity(term, kind) === LEAST) { return once('titled ' + term, () => counted(term, kind, { title: kind.fields.title })); }
      return kind === PAGES ? counted(term, kind, kind.fields) : once('all ' + term, () => counted(term, kind, kind.fields));
    }

    /* Question → how much of a term stands in its ways to ask, without its answer. */
    /** @param {number} term */
    function briefly(term) {
      return once('brief ' + term, () => counted(term, QUESTIONS, { heading: QUESTIONS.fields.heading, words: QUESTIONS.fields.words }));
    }

    /** @param {number} term @param {Kind} kind @param {Fields} fields */
    function counted(term, kind, fields) {
      /** @type {Scores} */
      const found = new Map();
      FIELDS.filter((field) => fields[field]).forEach((field) => {
        const settings = kind.fields[field];
        standing(field, term).forEach((times, place) => {
          if (places[place].kind !== kind) { return; }
          const even = 1 - settings.evenness + settings.evenness * lengths[field][place] / usual[field][isWhole(places[place]) ? 0 : 1];
          const part = field === 'title' && places[place].anchor ? TITLE_OF_A_SECTION : 1;
          found.set(place, (found.get(place) || 0) + settings.weight * part * times / even);
        });
      });
      return found;
    }

    /* Page → how much of a term stands in its names. */
    /** @param {number} term */
    function inNames(term) {
      return once('names ' + term, () => {
        const found = counted(term, PAGES, { title: PAGES.fields.title, words: PAGES.fields.words });
        return new Map(Array.from(found).filter((each) => isWhole(places[each[0]])));
      });
    }

    /* Place → how much of a group of words stands there, by what holds each of them. */
    /** @param {number} group @param {(term: number) => Scores} holding */
    function amountsOfGroup(group, holding) {
      return once(holding.name + ' group ' + group, () => {
        /** @type {Scores} */
        const found = new Map();
        groups[group].filter((phrase) => phrase.indexOf(' ') < 0).forEach((term) => {
          holding(Number(term)).forEach((amount, place) => found.set(place, (found.get(place) || 0) + amount));
        });
        return found;
      });
    }

    /* Whether the title of a page or a question was typed, and no more: then that comes before all others. */
    /** @param {Place} place @param {Asked} asked */
    function isTitled(place, asked) {
      if (place.kind === QUESTIONS) {
        // Of a question every word must have been typed: its telling ones alone ask for a page about them.
        return asked.whole && names[place.id].length > 0 && words.all(place.heading).length === asked.typed
          && asked.every((word) => !word.typed || standsIn('heading', word, place));
      }
      if (!isWhole(place)) { return false; }
      const title = titleOf(place);
      if (title.all === asked.all) { return true; }
      // A few telling words in a sentence are no title: “how do I get started” does not ask who starts it.
      if (asked.told !== title.telling || asked.typed >= 3 * asked.told) { return false; }
      const telling = asked.filter((word) => word.telling && word.typed);
      return telling.length > 0 && telling.every((word) => standsIn('title', word, place));
    }

    /** @param {FieldName} field @param {AskedWord} word @param {Place} place */
    function standsIn(field, word, place) {
      return Array.from(word.found.keys()).some((term) => held[field].has(term) && held[field].get(term).has(place.id));
    }

    /* The words of a title, and how many of them tell something. */
    /** @param {Place} place */
    function titleOf(place) {
      return once('title ' + place.id, () => {
        const all = words.all(place.title);
        return { all: all.join(' '), telling: all.filter((key) => !common.has(key)).length };
      });
    }

    /* What a question would say of a page that it names: how much its telling words can count, and for each term how
       surely which of them means it. */
    /** @param {Asked} asked @returns {Naming} */
    function naming(asked) {
      /** @type {MeantBy} */
      const by = new Map();
      let whole = 0;
      const telling = asked.filter((word) => word.telling && word.typed);
      telling.forEach((word) => {
        let worth = 0;
        word.found.forEach((sure, term) => {
          worth = Math.max(worth, rarity(term, PAGES));
          if (!by.has(term)) { by.set(term, []); }
          by.get(term).push({ word: word, sure: sure > EVERYDAY ? sure : EVERYDAY_NAME });
        });
        word.worth = worth;
        whole += worth;
      });
      // A word that no text has is part of the question all the same.
      return { by: by, whole: telling.length ? whole * Math.max(1, asked.told / telling.length) : 0 };
    }

    /* Page or section → how far a question is a name of it, 0 to 1: how much of the name was said, and how much of the
       question its names and the words for its kind hold. A question that asks more than a name is no name. */
    /** @param {Naming} named */
    function called(named) {
      /** @type {Scores} */
      const found = new Map();
      const holding = named.whole ? namesHeld(named.by) : new Map();
      holding.forEach((best, place) => {
        const said = Math.max(0, ...names[place].map((name) => saidOf(name, named.by)));
        if (!said) { return; }
        cover(best, ofKind(places[place]), named.by);
        found.set(place, Math.pow(said * sum(Array.from(best, (each) => each[1] * each[0].worth)) / named.whole, STEEP));
      });
      return found;
    }

    /* Page or section → word of the question → how surely a name of it holds that word. */
    /** @param {MeantBy} by */
    function namesHeld(by) {
      /** @type {Map<number, Map<AskedWord, number>>} */
      const found = new Map();
      by.forEach((_, term) => OF_NAMES.forEach((field) => {
        standing(field, term).forEach((_times, place) => {
          if (places[place].kind !== PAGES || field === 'title' && !isWhole(places[place])) { return; }
          if (!found.has(place)) { found.set(place, new Map()); }
          cover(found.get(place), [term], by);
        });
      }));
      return found;
    }

    /** @param {Map<AskedWord, number>} best @param {number[]} all @param {MeantBy} by */
    function cover(best, all, by) {
      all.forEach((term) => (by.get(term) || []).forEach((each) => best.set(each.word, Math.max(best.get(each.word) || 0, each.sure))));
    }

    /** @param {number[]} name @param {MeantBy} by */
    function saidOf(name, by) {
      let whole = SMALL_OF_A_NAME * (small.get(name) || 0), said = 0;
      name.forEach((term) => {
        const worth = rarity(term, PAGES) + 1;
        whole += worth;
        said += worth * (by.get(term) || []).reduce((most, each) => Math.max(most, each.sure), 0);
      });
      return said / (whole || 1);
    }

    /* The terms for what a place is: a form, a guide, the meaning of a word. */
    /** @param {Place} place */
    function ofKind(place) {
      const folder = place.path.split('/')[0];
      return isWhole(place) || folder === place.path ? kinds[folder] || [] : [];
    }

    // -- the order

    /* Place → how well it answers, before its weight. */
    /** @param {Asked} asked */
    function scored(asked) {
      /** @type {Scores} */
      const scores = new Map();
      /** @type {Scores} */
      const holds = new Map();
      /* Place → what more it would score if words that stand nearly everywhere counted as they do among questions. */
      /** @type {Scores} */
      const ordering = new Map();
      let whole = 0;
      /** @type {(all: Scores, place: number, amount: number) => Scores} */
      const add = (all, place, amount) => all.set(place, (all.get(place) || 0) + amount);
      asked.forEach((word) => {
        const best = scoredWord(word, LEAST);
        best.forEach((score, place) => add(scores, place, score));
        scoredWord(word, LEAST_OF_QUESTIONS).forEach((score, place) => add(ordering, place, score - best.get(place)));
        // What a word can count at most, it counts for each place that holds it, however often.
        let most = 0;
        if (word.telling && word.typed) { best.forEach((amount) => { most = Math.max(most, amount); }); }
        whole += most;
        best.forEach((_, place) => add(holds, place, most));
      });
      order(scores, ordering);
      // A place with more of the words goes before one with more of a single word.
      if (whole) { scores.forEach((score, place) => scores.set(place, score * (1 - COVER + COVER * holds.get(place) / whole))); }
      asked.groups.forEach((sure, group) => {
        /** @type {(found: Scores, worth: number, saturation: number) => void} */
        const credit = (found, worth, saturation) => found.forEach((amount, place) => {
          add(scores, place, worth * sure * amount / (saturation + amount));
        });
        const ofQuestions = amountsOfGroup(group, briefly), ofPages = amountsOfGroup(group, inNames);
        credit(ofQuestions, ALIKE * rare(ofQuestions.size, questions, LEAST_OF_QUESTIONS), SATURATION_OF_ALIKE);
        credit(ofPages, ALIKE_IN_NAMES * rare(ofPages.size, pages, LEAST), SATURATION_IN_NAMES);
      });
      return scores;
    }

    /* Words that most questions have order the questions, and put none before a page: the best one gains nothing by them. */
    /** @param {Scores} scores @param {Scores} ordering */
    function order(scores, ordering) {
      const all = Array.from(scores.keys()).filter((place) => places[place].kind === QUESTIONS);
      const most = () => Math.max(0, ...all.map((place) => scores.get(place)));
      const before = most();
      all.forEach((place) => scores.set(place, scores.get(place) + ordering.get(place)));
      const more = most() - before;
      // None is lost by it: a question may have no other words.
      all.forEach((place) => scores.set(place, Math.max(LEAST * scores.get(place), scores.get(place) - more)));
    }

    /* Place → how much one word of a question counts there, by the likeliest of its meanings. */
    /** @param {AskedWord} word @param {number} least */
    function scoredWord(word, least) {
      /** @type {Scores} */
      const best = new Map();
      word.found.forEach((sure, term) => (word.telling ? [PAGES, QUESTIONS] : [QUESTIONS]).forEach((kind) => {
        const most = rarity(term, kind, least) * sure;
        amounts(term, kind).forEach((amount, place) => {
          best.set(place, Math.max(best.get(place) || 0, most * amount / (kind.saturation + amount)));
        });
      }));
      return best;
    }

    /* Who says “form” or “checklist” wants the one to which the answer leads, however it is called. */
    /** @param {Scores} scores @param {Naming} named @param {number} part */
    function led(scores, named, part) {
      /** @type {(place: Place) => boolean} */
      const isSaid = (place) => ofKind(place).some((term) => named.by.has(term));
      const near = NEAR * Math.max(0, ...Array.from(leads.keys(), (question) => scores.get(question) || 0));
      /** @type {Scores} */
      const found = new Map();
      leads.forEach((pages, question) => {
        if (scores.get(question) > near) {
          pages.filter((page) => isSaid(places[page])).forEach((page) => found.set(page, Math.max(found.get(page) || 0, scores.get(question))));
        }
      });
      found.forEach((score, page) => scores.set(page, Math.max(scores.get(page) || 0, part * score)));
      return scores;
    }

    /* Every place with its score, best first; after a title that was typed, places in the language of the page come before all others. */
    /** @param {Asked} asked @returns {Hit[]} */
    function rank(asked) {
      /** @type {Hit[]} */
      const hits = [];
      const named = naming(asked);
      const shares = called(named);
      const scores = led(scored(asked), named, asked.many < SENTENCE ? LED : LED_BY_A_SENTENCE);
      const titled = new Set(places.filter((place) => isTitled(place, asked)).map((place) => place.id));
      // A title of words that stand everywhere is a title all the same.
      titled.forEach((place) => scores.set(place, scores.get(place) || 0));
      scores.forEach((score, place) => {
        if (score > 0 || titled.has(place)) {
          hits.push({
            place: places[place],
            score: score * places[place].weight + CALLED * named.whole * (shares.get(place) || 0),
            titled: titled.has(place) ? 1 : 0,
          });
        }
      });
      return sorted(asked.heart ? withHeart(hits, asked) : hits);
    }

    /** @param {Hit[]} hits */
    function sorted(hits) {
      const own = start.tags[0];
      /** @type {(hit: Hit) => 0 | 1} */
      const other = (hit) => (hit.place.nameLang === own ? 0 : 1);
      return hits.sort((a, b) => b.titled - a.titled || other(a) - other(b) || b.score - a.score || a.place.id - b.place.id);
    }

    /** @param {Hit[]} hits */
    function best(hits) { return hits.reduce((most, hit) => Math.max(most, hit.score), 0); }

    /* The hits of a story, each with what it scores for the sentence that asks. What somebody tells first often says as much
       of what is wanted, but a story that has nothing to do with the question must not bury it. */
    /** @param {Hit[]} hits @param {Asked} asked */
    function withHeart(hits, asked) {
      const whole = new Map(hits.map((hit) => /** @type {[number, any]} */ ([hit.place.id, hit])));
      const asking = rank(asked.heart);
      const most = best(hits) || 1, mostAsking = best(asking) || 1;
      const tells = Math.max(0, Math.min(1, (asked.heart.told - 1) / ASKING_TELLS));
      const part = ASKING * tells * Math.min(1, ASKING_LEAST * mostAsking / most);
      hits.forEach((hit) => { hit.score /= most; });
      asking.forEach((hit) => {
        if (!whole.has(hit.place.id)) { whole.set(hit.place.id, { place: hit.place, score: 0, titled: 0 }); }
        const found = whole.get(hit.place.id);
        found.score += part * hit.score / mostAsking;
        found.titled = Math.max(found.titled, hit.titled);
      });
      return Array.from(whole, (each) => each[1]);
    }

    /* The list that a reader sees: few of one page, not too many in all, nothing far weaker than the best. */
    /** @param {Asked} asked */
    function list(asked) {
      /** @type {Map<string, number>} */
      const perPage = new Map();
      const ranked = rank(asked);
      const most = best(ranked);
      return ranked.filter((hit) => {
        const known = perPage.get(hit.place.path) || 0;
        perPage.set(hit.place.path, known + 1);
        return (known < MOST_OF_ONE_PAGE || hit.place.kind === QUESTIONS) && (hit.titled || hit.score > most / 6);
      }).slice(0, MOST_RESULTS);
    }

    /* Whether a written word is one of those that were asked for. */
    /** @param {Asked} asked @param {string} written */
    function marks(asked, written) {
      return words.keys(written).some((key) => !common.has(key) && (terms.get(key) || []).some((term) => asked.some((word) => word.found.has(term))));
    }

    return { ask: ask, learn: learn, take: take, list: list, marks: marks, places: places };
  }

  window.citizenDataSearchEngine = Engine;

  // -- parts of the index: each a script, so that it loads from a disk too ----------------------------------

  /* Fetches the parts one after the other, always the same ones in the same order: what is asked for must not show in
     what is fetched. `take` gets each part as it arrives; `failed` is called when one can't be had. */
  /** @param {string} root @param {string[]} names @param {(piece: SearchPiece) => void} take @param {() => void} failed */
  function fetchParts(root, names, take, failed) {
    if (!names.length) { return; }
    const script = document.createElement('script');
    /** @type {SearchPiece[]} */
    const held = window.citizenDataSearch = [];
    script.src = root + '/assets/search/' + names[0] + '.js';
    script.onload = () => {
      held.forEach(take);
      script.remove();
      fetchParts(root, names.slice(1), take, failed);
    };
    script.onerror = failed;
    document.head.append(script);
  }

  // -- showing -----------------------------------------------------------------------------------------------

  /** @template {keyof HTMLElementTagNameMap} K @param {K} name @param {string} className @param {HTMLElement} parent */
  function made(name, className, parent) {
    const element = document.createElement(name);
    element.className = className;
    parent.append(element);
    return element;
  }

  /* Appends the text to the parent with the found words marked. */
  /** @param {HTMLElement} parent @param {string} text @param {(word: string) => boolean} isFound */
  function appendMarked(parent, text, isFound) {
    let end = 0;
    text.replace(WORD, (word, place) => {
      if (isFound(word)) {
        parent.append(text.slice(end, place));
        made('mark', '', parent).textContent = word;
        end = place + word.length;
      }
      return word;
    });
    parent.append(text.slice(end));
  }

  /** @param {HTMLElement} element @param {string} lang @param {string} own */
  function speak(element, lang, own) {
    if (lang !== own) { element.lang = lang; element.dir = 'auto'; }
  }

  /** @param {HTMLDialogElement} dialog */
  window.citizenDataSearchPanel = function (dialog) {
    const root = dialog.dataset.root;
    const own = document.documentElement.lang;
    const input = dialog.querySelector('input');
    const status = dialog.querySelector('[role=status]');
    const list = dialog.querySelector('ol');
    const answer = dialog.querySelector('.md-search__answer');
    /** @type {Map<string, ShortAnswer>} */
    /** @type {Map<string, ShortAnswer>} */
    const answers = new Map();
    /** @type {string[]} */
    const beginnings = [];
    /** @type {SearchEngine | null} */
    let engine = null;
    let timer = 0;
    let shown = '';

    /** @param {Place} place */
    function address(place) { return place.path + '.html' + (place.anchor ? '#' + place.anchor : ''); }

    /** @param {Place} place @param {(word: string) => boolean} isFound */
    function row(place, isFound) {
      const item = made('li', '', list);
      // Questions, papers and guides stand in one list: each says to which it belongs.
      const behind = made('span', 'md-search__behind', item);
      behind.textContent = place.behind[0];
      if (place.behind[0]) { speak(behind, place.behind[1], own); }
      const link = made('a', '', item);
      link.href = root + '/' + address(place);
      appendMarked(made('span', 'md-search__page', link), place.title, isFound);
      if (place.heading) {
        link.append(' ');
        appendMarked(made('span', 'md-search__heading', link), place.heading, isFound);
      }
      speak(link, place.nameLang, own);
      if (place.lang !== own && dialog.dataset.english) { made('span', 'md-search__lang', item).textContent = dialog.dataset.english; }
      const beginning = beginnings[place.id];
      if (beginning) {
        const text = made('span', 'md-search__text', item);
        speak(text, place.lang, own);
        appendMarked(text, beginning, isFound);
      }
    }

    /* The short answer to a question that is among the first, above the list. */
    /** @param {Place[]} places */
    function showAnswer(places) {
      const place = places.slice(0, 3).find((each) => answers.has(address(each)));
      answer.textContent = '';
      answer.hidden = !place;
      if (!place) { return; }
      const told = answers.get(address(place));
      const title = made('h3', '', answer);
      const link = made('a', '', title);
      link.href = root + '/' + told.u;
      link.textContent = place.heading;
      const text = made('p', '', answer);
      text.textContent = told.a[0];
      const source = made('p', 'source', answer);
      source.textContent = told.s[0];
      speak(title, place.nameLang, own);
      speak(text, told.a[1], own);
      speak(source, told.s[1], own);
      const links = made('ul', '', answer);
      told.l.forEach((each) => {
        const next = made('a', '', made('li', '', links));
        next.href = root + '/' + each[0];
        next.textContent = each[1][0];
        speak(next, each[1][1], own);
      });
    }

    function show() {
      const asked = engine.ask(shown);
      const places = engine.list(asked).map((hit) => hit.place);
      const isFound = (/** @type {string} */ word) => engine.marks(asked, word);
      list.textContent = '';
      showAnswer(places);
      places.forEach((place) => row(place, isFound));
      if (!shown) { status.textContent = ''; }
      else if (!places.length) { status.textContent = dialog.dataset.none; }
      else { status.textContent = dialog.dataset.count.replace('{count}', String(places.length)); }
    }

    function update() {
      clearTimeout(timer);
      const words = input.value.trim();
      if (words === shown || !engine) { return; }
      shown = words;
      show();
    }

    /* The titles make the search ready; what comes later makes its answers better, and is shown at once. */
    /** @param {SearchPiece} piece */
    function take(piece) {
      if (piece[0] === 'start') {
        engine = window.citizenDataSearchEngine(piece[1]);
        status.textContent = '';
        dialog.dataset.state = 'ready';
        update();
        fetchParts(root, piece[1].parts, take, failed);
      } else if (piece[0] === 'answers') { piece[1].forEach((each) => answers.set(each.u, each)); }
      else if (piece[0] === 'vocabulary') { engine.learn(piece[1]); }
      else if (piece[0] === 'words') { engine.take(piece[1], piece[2]); }
      else if (piece[0] === 'texts') { const [, first, all] = piece; all.forEach((beginning, place) => { beginnings[first + place] = beginning; }); }
      else { dialog.dataset.complete = 'yes'; }
      // A reader who walks through the list must not lose the place.
      if (shown && piece[0] !== 'start' && document.activeElement === input) { show(); }
    }

    function failed() { status.textContent = dialog.dataset.failed; }

    /** @param {KeyboardEvent} event */
    function move(event) {
      const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
      const stops = [/** @type {HTMLElement} */ (input), ...Array.from(dialog.querySelectorAll('.md-search__answer a, ol a'))];
      const place = stops.indexOf(/** @type {HTMLElement} */ (document.activeElement));
      if (!step || place < 0) { return; }
      event.preventDefault();
      stops[Math.min(Math.max(place + step, 0), stops.length - 1)].focus();
    }

    input.addEventListener('input', () => { clearTimeout(timer); timer = setTimeout(update, 120); });
    input.addEventListener('keydown', (event) => {
      if (event.key !== 'Enter' || event.isComposing) { return; }
      event.preventDefault();
      update();
      const first = dialog.querySelector('.md-search__answer a, ol a');
      if (first) { first.click(); }
    });
    dialog.addEventListener('keydown', move);
    dialog.addEventListener('click', (event) => { if (/** @type {Element} */ (event.target).closest('ol a, .md-search__answer a')) { dialog.close(); } });
    fetchParts(root, ['start'], take, failed);
  };
}());
