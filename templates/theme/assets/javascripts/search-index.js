/* What the search knows: the index, which comes in parts (generator/render/search/index.py), and how much of a word stands
   where. The titles come at once and the words of the texts later, so that a slow phone has a first list soon. */
(function () {
  'use strict';

  const searching = window.citizenDataSearching, sum = searching.sum;

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
  /** @type {Scores} */
  const NOWHERE = new Map();
  /* A section is not about all that its page is about. */
  const TITLE_OF_A_SECTION = 0.35;
  /* What a word counts that stands nearly everywhere. */
  const LEAST = 0.02;

  /** @param {SearchStart} start @returns {SearchIndex} */
  function Index(start) {
    const words = searching.Words(start.rules);
    /** @type {Map<string, number[]>} */
    const terms = new Map();
    /** @type {number[]} */
    const spread = [];
    /** @type {Map<string, number>} */
    const digits = new Map(Array.from(start.numbers.signs, (sign, digit) => [sign, digit]));
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
    /** @type {SearchIndex} */
    const index = {
      words: words, terms: terms, common: common, places: places, names: names, small: small, leads: leads, kinds: kinds, groups: groups,
      groupsOf: groupsOf, everyday: {}, questions: questions, pages: pages, learn: learn, take: take, once: once, isWhole: isWhole,
      standing: standing, rare: rare, rarity: rarity, amounts: amounts, briefly: briefly, inNames: inNames, amountsOfGroup: amountsOfGroup
    };
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
    return index;

    /** @param {Place} place */
    function isWhole(place) { return !place.anchor; }

    /** @param {number[]} numbers */
    function mean(numbers) {
      const told = numbers.filter((number) => number > 0);
      return sum(told) / (told.length || 1);
    }

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
      if (part.everyday) { index.everyday = part.everyday; }
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

    /** @param {FieldName} field @param {number} term */
    function standing(field, term) { return held[field].get(term) || NOWHERE; }

    /* Where a word stands: term → place → how often. */
    /** @param {FieldName} field @param {number} term @param {number} place @param {number} times */
    function stand(field, term, place, times) {
      const stands = held[field];
      if (!stands.has(term)) { stands.set(term, new Map()); }
      stands.get(term).set(place, (stands.get(term).get(place) || 0) + times);
    }

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
  }

  searching.Index = Index;
  searching.PAGES = PAGES;
  searching.QUESTIONS = QUESTIONS;
  searching.LEAST = LEAST;
}());
