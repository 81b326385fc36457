/* Put into a tab before any page, it writes down what pages do that nobody sees at once. */
(() => {
  window.watched = [];
  const ONLY_BY_MOUSE = ['mouseover', 'mouseenter', 'mousemove', 'dblclick', 'contextmenu'], LONG = 20000;
  const listen = EventTarget.prototype.addEventListener, wait = window.setTimeout;
  EventTarget.prototype.addEventListener = function (type, ...rest) {
    if (ONLY_BY_MOUSE.includes(type)) { window.watched.push(`only-by-mouse: ${type} on ${this.nodeName || 'window'}`); }
    return listen.call(this, type, ...rest);
  };
  window.setTimeout = (act, after, ...rest) => {
    if (after >= LONG) { window.watched.push(`time-limit: something happens after ${after} ms`); }
    return wait.call(window, act, after, ...rest);
  };
  window.setInterval = (act, every) => { window.watched.push(`moves: something happens every ${every} ms`); return 0; };
})();
