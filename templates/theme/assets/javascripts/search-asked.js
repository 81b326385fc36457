/* What is asked for: for each word of a question what of the index may be meant, and which words that people say for one
   another were said. */
(function () {
  'use strict';

  const searching = window.citizenDataSearching, likeness = searching.likeness, Consonants = searching.Consonants;

  /* A sentence; a dot within a number or an address ends none. */
  const SENTENCES = /(?:[^.?!…؟。？！\n]|\.(?=\S))+[.?!…؟。？！]*/g;
  const ASKS = /[?؟？]$/;
  /* How surely a word is meant by one of the same root. */
  const ROOT = 0.8;
  /* How surely a word is meant by its consonants in Latin letters. */
  const LATIN = 0.8;
  /* How much an everyday word counts for ours. */
  const EVERYDAY = 0.2;
  const MOST_ALIKE = 6;
  /* How many words a phrase of everyday speech has at most. */
  const PHRASE = 3;

  /** @param {SearchStart} start @param {SearchIndex} index */
  function Asking(start, index) {
    const words = index.words, terms = index.terms, common = index.common, groupsOf = index.groupsOf, once = index.once;
    return ask;

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
      (index.everyday[said] || '').split(' ').filter(Boolean).forEach((form) => add(found, form, EVERYDAY));
    }

    /* The known words with a root, in a language that bends words at their beginning. */
    /** @param {string} root */
    function ofRoot(root) {
      const roots = once('roots', () => {
        /** @type {Map<string, string[]>} */
        const found = new Map();
        if (start.rules.roots[start.tags[0]]) {
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
      Object.keys(index.everyday).forEach((form) => {
        const sure = likeness(key, form);
        if (sure > 0.6) {
          index.everyday[form].split(' ').forEach((ours) => found.push({ form: ours, sure: sure * EVERYDAY }));
        }
      });
      return found.sort((a, b) => b.sure - a.sure).slice(0, MOST_ALIKE);
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
  }

  searching.Asking = Asking;
  searching.EVERYDAY = EVERYDAY;
}());
