/* What a form fetches only when it is needed comes packed (generator/render/packed.py). */
(function () {
  'use strict';

  const app = window.CitizenData;

  /* The bytes of which each character holds seven bits. */
  /** @param {string} characters */
  function bytesOf(characters) {
    const bytes = new Uint8Array(characters.length * 7 >> 3);
    let held = 0, bits = 0, at = 0;
    for (let next = 0; next < characters.length; next += 1) {
      held = (held & 127) << 7 | characters.charCodeAt(next);
      bits += 7;
      if (bits > 7) { bytes[at++] = held >> (bits -= 8); }
    }
    return bytes;
  }

  /* The files in the pack of that name, each as bytes, once its script is there: a line with the number of rounds, the
     names and lengths, and then a piece of each file in each round. */
  /** @param {string} name */
  function unpacked(name) {
    const all = window.fflate.unzlibSync(bytesOf(window.CitizenDataPacked[name]));
    /** @type {Record<string, Uint8Array>} */
    const files = {};
    let at = all.indexOf(10);
    /** @type {[rounds: number, names: [file: string, length: number][]]} */
    const [rounds, names] = JSON.parse(window.fflate.strFromU8(all.subarray(0, at)));
    at += 1;
    names.forEach(([file, length]) => { files[file] = new Uint8Array(length); });
    for (let turn = 0; turn < rounds; turn += 1) {
      names.forEach(([file, length]) => {
        const from = Math.floor(length * turn / rounds), to = Math.floor(length * (turn + 1) / rounds);
        files[file].set(all.subarray(at, at += to - from), from);
      });
    }
    return files;
  }

  /* What a file of JSON in it says. */
  app.unpackedData = function (name, file) { return JSON.parse(window.fflate.strFromU8(unpacked(name)[file])); };
  app.unpacked = unpacked;
}());
