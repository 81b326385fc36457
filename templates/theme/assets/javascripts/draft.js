/* The answers of a paper for as long as the tab is open, where a person asked for it. The browser may refuse to keep anything. */
(function () {
  'use strict';

  const OURS = 'citizen-data:';

  /** @template T @param {() => T} act @param {T} otherwise @returns {T} */
  function tried(act, otherwise) {
    try { return act(); } catch (error) { return otherwise; }
  }

  window.CitizenData.draft = {
    /* Pages of a disk share what they keep with every other file of it. */
    may: () => location.protocol === 'http:' || location.protocol === 'https:',

    /* Whether it is kept now. */
    keep: (paper, file) => tried(() => { sessionStorage.setItem(OURS + paper, JSON.stringify(file)); return true; }, false),

    kept: (paper) => tried(() => sessionStorage.getItem(OURS + paper), null),

    forget: (paper) => { tried(() => { sessionStorage.removeItem(OURS + paper); }, undefined); },

    /* The drafts of every paper. */
    forgetAll: () => {
      tried(() => {
        Object.keys(sessionStorage).filter((key) => key.indexOf(OURS) === 0).forEach((key) => { sessionStorage.removeItem(key); });
      }, undefined);
    }
  };
}());
