/* What a form fetches only when it is needed comes packed (generator/render/packed.py). */
(function () {
  'use strict';

  const app = window.CitizenData;

  /* The files in the pack of that name, each as bytes, once its script is there: a line with the names and lengths, and
     what is in them. */
  function unpacked(name) {
    const characters = atob(window.CitizenDataPacked[name]);
    /** @type {Record<string, Uint8Array>} */
    const files = {};
    const all = window.fflate.unzlibSync(Uint8Array.from(characters, (character) => character.charCodeAt(0)));
    let at = all.indexOf(10);
    const names = JSON.parse(window.fflate.strFromU8(all.subarray(0, at)));
    at += 1;
    names.forEach(([file, length]) => { files[file] = all.subarray(at, at += length); });
    return files;
  }

  /* What a file of JSON in it says. */
  app.unpackedData = function (name, file) { return JSON.parse(window.fflate.strFromU8(unpacked(name)[file])); };
  app.unpacked = unpacked;
}());
