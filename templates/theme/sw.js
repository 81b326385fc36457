/* Keeps the pages of a language on the device. Only keep.js registers it, when a person pressed a button.

   A kept language is one cache, whose name says language, version, size and fingerprint. It is filled whole, each file
   compared with its digest, before one entry of `STATE` makes it the one that answers. `STATE` also says from which cache
   each open page came: a page takes its scripts and styles from there and from nowhere else, so versions never mix. */
(function () {
  'use strict';

  /** @typedef {{key: Request, kind: string[], words: string}} Entry */
  /** @typedef {[path: string, digest: string]} KeptFile */
  /** @typedef {{task: string, tag: string, name: string, files: KeptFile[]}} Task */

  const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));
  const root = worker.registration.scope, STATE = root + ' kept', /** @type {Record<string, string>} */ opened = {};
  let swept = false;

  /* -- what is remembered: `kept/en` and `coming/en` name a cache, `open/…` the cache of an open page -------------- */

  /** @param {string} key */
  function read(key) {
    return caches.match(root + key, {cacheName: STATE}).then((found) => (found ? found.text() : ''));
  }

  /** @param {string} key @param {string} words */
  function write(key, words) {
    return caches.open(STATE).then((state) => state.put(root + key, new Response(words)));
  }

  /** @param {Cache} state @returns {Promise<Entry[]>} */
  function entries(state) {
    return state.keys().then((keys) => Promise.all(keys.map((key) => state.match(key).then((found) => found.text())
      .then((words) => ({key: key, kind: key.url.slice(root.length).split('/'), words: words})))));
  }

  /** @param {string} name */
  function ours(name) { return name.indexOf(root + ' ') === 0 && name !== STATE; }

  /** @param {(name: string) => boolean} wanted */
  function forget(wanted) {
    return caches.keys().then((all) => Promise.all(all.filter(wanted).map((name) => caches.delete(name))));
  }

  /* Caches that answer for no language, are not being filled and have no open page go; so do notes on closed pages. */
  /** @param {string} arriving */
  function sweep(arriving) {
    return caches.open(STATE).then((state) => entries(state).then((all) => Promise.all(all.map((entry) => {
      if (entry.kind[0] !== 'open' || entry.kind[1] === arriving) { return entry.words; }
      return worker.clients.get(entry.kind[1]).then((there) => (there ? entry.words : state.delete(entry.key).then(() => '')));
    })))).then((names) => forget((name) => ours(name) && names.indexOf(name) < 0));
  }

  /* -- answering --------------------------------------------------------------------------------------------------- */

  /** @param {FetchEvent} event @param {string} address */
  function page(event, address) {
    const id = event.resultingClientId;
    return read('kept/' + address.slice(root.length).split('/')[0]).then((name) => (
      name && id ? caches.match(address, {cacheName: name}).then((found) => {
        if (!found) { return fetch(event.request); }
        opened[id] = name;
        return write('open/' + id, name).then(() => {
          if (!swept) { swept = true; event.waitUntil(sweep(id)); }
          return found;
        });
      }) : fetch(event.request)
    ));
  }

  /* The list of the newest files is asked for by a press, and is never kept. */
  /** @param {FetchEvent} event @param {string} address */
  function part(event, address) {
    if (/\/keep-list\.js$/.test(address)) { return fetch(address, {cache: 'no-store'}); }
    return Promise.resolve(opened[event.clientId] || read('open/' + event.clientId)).then((name) => (
      name ? caches.match(address, {cacheName: name}).then((found) => found || Response.error()) : fetch(event.request)
    ));
  }

  worker.addEventListener('fetch', (event) => {
    const address = event.request.url.split(/[?#]/)[0].replace(/\/$/, '/index.html');
    if (event.request.method !== 'GET' || address.indexOf(root) !== 0 || !/\.(html|js|css|svg)$/.test(address)) { return; }
    event.respondWith(event.request.mode === 'navigate' ? page(event, address) : part(event, address));
  });

  /* -- keeping ----------------------------------------------------------------------------------------------------- */

  /* A copy of a response whose bytes have this digest; null for any other. */
  /** @param {Response | undefined} response @param {string} digest */
  function sound(response, digest) {
    if (!response || !response.ok) { return null; }
    return response.arrayBuffer().then((body) => crypto.subtle.digest('SHA-256', body).then((sum) => (
      btoa(String.fromCharCode(...new Uint8Array(sum))) === digest
        ? new Response(body, {headers: {'Content-Type': response.headers.get('Content-Type') || ''}}) : null
    )));
  }

  /* From what came before the network was lost, or did not change since the last version; else from the site. */
  /** @param {string} name @param {string} old @param {KeptFile} file */
  function take(name, old, file) {
    const address = root + file[0], /** @type {(() => Promise<Response | undefined>)[]} */ sources = [
      () => caches.match(address, {cacheName: name}),
      () => (old ? caches.match(address, {cacheName: old}) : Promise.resolve(null)),
      () => fetch(address, {cache: 'no-store'})
    ];
    /** @returns {Promise<void>} */
    function next() {
      if (!sources.length) { throw new Error(file[0]); }
      return sources.shift()().then((found) => sound(found, file[1])).then((good) => (
        good ? caches.open(name).then((cache) => cache.put(address, good)) : next()
      ));
    }
    return next();
  }

  /** @type {Record<string, (said: Task) => Promise<string | number | void>>} */
  const TASKS = {
    held: (said) => read('kept/' + said.tag).then((name) => (name ? sweep('').then(() => name) : '')),

    take: (said) => read('kept/' + said.tag).then((old) => said.files.reduce(
      (before, file) => before.then(() => take(root + ' ' + said.name, old, file)),
      write('coming/' + said.tag, root + ' ' + said.name)
    )),

    finish: (said) => caches.open(root + ' ' + said.name).then((cache) => cache.keys()).then((keys) => {
      const there = new Set(keys.map((key) => key.url));
      if (!said.files.every((file) => there.has(new URL(file[0], root).href))) { throw new Error(said.name); }
      return write('kept/' + said.tag, root + ' ' + said.name);
    }).then(() => caches.open(STATE)).then((state) => state.delete(root + 'coming/' + said.tag))
      .then(() => sweep('')).then(() => root + ' ' + said.name),

    /* Gives the number of languages that are still kept. */
    remove: (said) => caches.open(STATE).then((state) => (
      Promise.all(['kept/', 'coming/'].map((kind) => state.delete(root + kind + said.tag)))
        .then(() => forget((name) => ours(name) && name.indexOf(root + ' ' + said.tag + ' ') === 0))
        .then(() => entries(state))
    )).then((all) => all.filter((entry) => entry.kind[0] === 'kept').length)
      .then((left) => (left ? left : forget((name) => name === STATE || ours(name)).then(() => 0)))
  };

  worker.addEventListener('message', (event) => {
    const told = event.ports[0];
    event.waitUntil(Promise.resolve().then(() => TASKS[event.data.task](event.data)).then(
      (value) => told.postMessage({ok: true, value: value}),
      () => told.postMessage({ok: false, value: ''})
    ));
  });
}());
