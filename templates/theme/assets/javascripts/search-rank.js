/* The ranking: which places answer a question, best first. */
(function () {
  'use strict';

  const searching = window.citizenDataSearching;
  const sum = searching.sum, PAGES = searching.PAGES, QUESTIONS = searching.QUESTIONS, LEAST = searching.LEAST, EVERYDAY = searching.EVERYDAY;
  const MOST_RESULTS = 20;
  const MOST_OF_ONE_PAGE = 2;
  /** @type {FieldName[]} */
  const OF_NAMES = ['title', 'heading', 'words'];
  /* How much it counts, against all the words of a question, that the question is a name of a page. */
  const CALLED = 1;
  /* How fast that falls with what is missing of the name, or is said beside it. */
  const STEEP = 1.6;
  /* What each word of a title that says nothing counts as missing: “what to say to people” is no name for “people”. */
  const SMALL_OF_A_NAME = 2;
  /* The same for a page for somebody, where the question says who asks: “I am a teacher”. */
  const CALLED_BY_WHO = 3;
  const FOR_SOMEBODY = 'start';
  /* Where terms are explained, and how far down the meaning of one may stand when nothing else was asked for. */
  const MEANINGS = 'glossary';
  const MEANING_BY = 3;
  /* How much of what a question scores a paper has that was asked for and to which its answer leads, and how near to
     the best question one must be for that. Who asks in a whole sentence, of so many words, wants the answers first. */
  const LED = 0.9;
  const LED_BY_A_SENTENCE = 0.7;
  const SENTENCE = 8;
  const NEAR = 0.7;
  /* How surely a name was said by an everyday word for a word of it. */
  const EVERYDAY_NAME = 0.4;
  /* How much any word counts for those that are said for it. */
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
  /* What a word counts that stands nearly everywhere, among questions, whose many wordings share most of their words. */
  const LEAST_OF_QUESTIONS = 0.4;

  /** @param {SearchStart} start @returns {SearchEngine} */
  function Engine(start) {
    const index = searching.Index(start), ask = searching.Asking(start, index);
    const words = index.words, terms = index.terms, common = index.common, places = index.places, names = index.names;
    const standing = index.standing, once = index.once, isWhole = index.isWhole, rarity = index.rarity, rare = index.rare;
    return { words: words, ask: ask, learn: index.learn, take: index.take, list: list, marks: marks, places: places };

    /* The list that a reader sees: few of one page, not too many in all, nothing far weaker than the best. */
    /** @param {Asked} asked */
    function list(asked) {
      /** @type {Map<string, number>} */
      const perPage = new Map();
      const ranked = rank(asked);
      const most = best(ranked);
      const meaning = ranked.findIndex((hit) => isMeaning(hit.place, asked));
      if (meaning >= MEANING_BY) { ranked.splice(MEANING_BY - 1, 0, ranked.splice(meaning, 1)[0]); }
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
            score: score * places[place].weight + (saysWho(places[place], asked) ? CALLED_BY_WHO : CALLED) * named.whole * (shares.get(place) || 0),
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
      const whole = new Map(hits.map((hit) => /** @type {[number, Hit]} */ ([hit.place.id, hit])));
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

    // -- the words of a question

    /* Place → how well it answers, before its weight. */
    /** @param {Asked} asked */
    function scored(asked) {
      /** @type {Scores} */
      const scores = new Map();
      /** @type {Scores} */
      const holds = new Map();
      /* Question → what more it would score if words that stand nearly everywhere counted as they do among questions. */
      /** @type {Scores} */
      const ordering = new Map();
      let whole = 0;
      /** @type {(all: Scores, place: number, amount: number) => Scores} */
      const add = (all, place, amount) => all.set(place, (all.get(place) || 0) + amount);
      asked.forEach((word) => {
        const { best, among } = scoredWord(word);
        best.forEach((score, place) => add(scores, place, score));
        among.forEach((score, place) => add(ordering, place, score - best.get(place)));
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
        const ofQuestions = index.amountsOfGroup(group, index.briefly), ofPages = index.amountsOfGroup(group, index.inNames);
        credit(ofQuestions, ALIKE * rare(ofQuestions.size, index.questions, LEAST_OF_QUESTIONS), SATURATION_OF_ALIKE);
        credit(ofPages, ALIKE_IN_NAMES * rare(ofPages.size, index.pages, LEAST), SATURATION_IN_NAMES);
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

    /* Place → how much one word of a question counts there, by the likeliest of its meanings; the same for questions alone,
       where a word that stands nearly everywhere counts more. */
    /** @param {AskedWord} word */
    function scoredWord(word) {
      /** @type {Scores} */
      const best = new Map();
      /** @type {Scores} */
      const among = new Map();
      word.found.forEach((sure, term) => (word.telling ? [PAGES, QUESTIONS] : [QUESTIONS]).forEach((kind) => {
        const most = rarity(term, kind) * sure, more = rarity(term, kind, LEAST_OF_QUESTIONS) * sure;
        index.amounts(term, kind).forEach((amount, place) => {
          raise(best, place, most * amount / (kind.saturation + amount));
          if (kind === QUESTIONS) { raise(among, place, more * amount / (kind.saturation + amount)); }
        });
      }));
      return { best: best, among: among };
    }

    /** @param {Scores} all @param {number} place @param {number} score */
    function raise(all, place, score) { all.set(place, Math.max(all.get(place) || 0, score)); }

    /* Who says “form” or “checklist” wants the one to which the answer leads, however it is called. */
    /** @param {Scores} scores @param {Naming} named @param {number} part */
    function led(scores, named, part) {
      /** @type {(place: Place) => boolean} */
      const isSaid = (place) => ofKind(place).some((term) => named.by.has(term));
      const near = NEAR * Math.max(0, ...Array.from(index.leads.keys(), (question) => scores.get(question) || 0));
      /** @type {Scores} */
      const found = new Map();
      index.leads.forEach((pages, question) => {
        if (scores.get(question) > near) {
          pages.filter((page) => isSaid(places[page])).forEach((page) => found.set(page, Math.max(found.get(page) || 0, scores.get(question))));
        }
      });
      found.forEach((score, page) => scores.set(page, Math.max(scores.get(page) || 0, part * score)));
      return scores;
    }

    // -- names

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

    /* Whether a term of the glossary was typed, with no more than small words and those that ask for a meaning. */
    /** @param {Place} place @param {Asked} asked */
    function isMeaning(place, asked) {
      if (place.path !== MEANINGS || isWhole(place) || place.nameLang !== start.tags[0]) { return false; }
      const telling = asked.filter((word) => word.telling && word.typed);
      const said = telling.filter((word) => standsIn('heading', word, place)).length;
      const asks = telling.filter((word) => (index.kinds[MEANINGS] || []).some((term) => word.found.has(term))).length;
      return said > 0 && said + asks === asked.told && names[place.id].some((name) => name.length === said);
    }

    /** @param {FieldName} field @param {AskedWord} word @param {Place} place */
    function standsIn(field, word, place) {
      return Array.from(word.found.keys()).some((term) => standing(field, term).has(place.id));
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
      let whole = SMALL_OF_A_NAME * (index.small.get(name) || 0), said = 0;
      name.forEach((term) => {
        const worth = rarity(term, PAGES) + 1;
        whole += worth;
        said += worth * (by.get(term) || []).reduce((most, each) => Math.max(most, each.sure), 0);
      });
      return said / (whole || 1);
    }

    /* Whether a short question says who asks (“I am …”), and a page is for somebody: a small word counts here. */
    /** @param {Place} place @param {Asked} asked */
    function saysWho(place, asked) {
      return folderOf(place) === FOR_SOMEBODY && asked.many < SENTENCE
        && asked.some((word) => word.typed && !word.telling && ofKind(place).some((term) => word.found.has(term)));
    }

    /** @param {Place} place */
    function folderOf(place) { return place.path.split('/')[0]; }

    /* The terms for what a place is: a form, a guide, the meaning of a word. */
    /** @param {Place} place */
    function ofKind(place) {
      const folder = folderOf(place);
      return isWhole(place) || folder === place.path ? index.kinds[folder] || [] : [];
    }
  }

  window.citizenDataSearchEngine = Engine;
}());
