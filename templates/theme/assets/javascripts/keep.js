/* On the page about this site: keeps the pages of this language on the device, and removes them again (sw.js does the
   work). Nothing is fetched, registered or kept before a person presses; from a disk or over plain http there is no button. */
(function () {
  'use strict';

  const part = document.getElementById('__keep'), heading = document.getElementById('keep');
  const secure = window.isSecureContext && /^https?:$/.test(window.location.protocol);
  if (!part || !heading || !secure || !('serviceWorker' in navigator) || !window.crypto.subtle) { return; }

  const said = part.dataset, tag = said.tag, BATCH = 40;
  const status = part.querySelector('p');
  const [look, start, remove] = Array.from(part.querySelectorAll('button'));
  /** @type {KeptList | null} */
  let list = null;

  /** @param {number} bytes */
  function size(bytes) { return String(Math.ceil(bytes / 1000000)); }

  /** @param {KeptList} one */
  function nameOf(one) { return [one.tag, one.version, one.bytes, one.fingerprint].join(' '); }

  /** @param {string} [words] */
  function say(words) { status.textContent = words || ''; }

  /** @param {boolean} on */
  function busy(on) { [look, start, remove].forEach((button) => { button.disabled = on; }); }

  /* The name of a cache says what is in it. */
  /** @param {string} name */
  function show(name) {
    const held = name.split(' ').slice(1);
    remove.hidden = !name;
    look.hidden = false;
    start.hidden = true;
    look.textContent = name ? said.again : said.look;
    say(name ? said.kept.replace('{version}', held[1]).replace('{size}', size(Number(held[2]))) : '');
    return held.join(' ');
  }

  /** @param {ServiceWorkerRegistration} registration @param {object} message @returns {Promise<any>} */
  function ask(registration, message) {
    return new Promise((done, failed) => {
      const channel = new MessageChannel();
      channel.port1.onmessage = (event) => { if (event.data.ok) { done(event.data.value); } else { failed(); } };
      registration.active.postMessage(message, [channel.port2]);
    });
  }

  /* What stands there already: nothing is registered by asking. */
  function held() {
    return navigator.serviceWorker.getRegistration(said.worker).then((found) => (
      found && found.active ? ask(found, {task: 'held', tag: tag}) : ''
    ));
  }

  /** @returns {Promise<KeptList>} */
  function fetchList() {
    return new Promise((done, failed) => {
      const script = document.createElement('script');
      script.src = said.list;
      script.onload = () => { done(window.CitizenDataKeep); };
      script.onerror = failed;
      document.head.appendChild(script);
    });
  }

  /** @param {ServiceWorkerRegistration} registration */
  function keep(registration) {
    /** @param {number} from @returns {Promise<string>} */
    function next(from) {
      say(said.going.replace('{done}', String(from)).replace('{all}', String(list.files.length)));
      if (from >= list.files.length) {
        return ask(registration, {task: 'finish', tag: tag, name: nameOf(list), files: list.files});
      }
      const files = list.files.slice(from, from + BATCH);
      return ask(registration, {task: 'take', tag: tag, name: nameOf(list), files: files})
        .then(() => next(Math.min(from + BATCH, list.files.length)));
    }
    return next(0);
  }

  /** @param {HTMLButtonElement} button @param {() => Promise<unknown>} work */
  function when(button, work) {
    button.addEventListener('click', () => {
      busy(true);
      work().then(() => { busy(false); }, () => {
        busy(false);
        say(said.failed);
      });
    });
  }

  when(look, () => Promise.all([fetchList(), held()]).then((both) => {
    list = both[0];
    if (show(both[1]) === nameOf(list)) {
      say(said.newest);
      return;
    }
    start.textContent = said.start.replace('{size}', size(list.bytes));
    start.hidden = false;
    look.hidden = true;
    start.disabled = false;
    start.focus();
  }));

  when(start, () => navigator.serviceWorker.register(said.worker)
    .then(() => navigator.serviceWorker.ready).then(keep).then(show).then(() => { remove.focus(); }));

  when(remove, () => navigator.serviceWorker.getRegistration(said.worker).then((found) => (
    ask(found, {task: 'remove', tag: tag}).then((left) => (left ? true : found.unregister()))
  )).then(() => {
    show('');
    say(said.removed);
    look.disabled = false;
    look.focus();
  }));

  held().catch(() => '').then((name) => {
    show(name);
    heading.parentNode.insertBefore(part, heading.nextElementSibling.nextSibling);
    part.hidden = false;
  });
}());
