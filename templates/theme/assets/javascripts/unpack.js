/* What a form fetches only when it is needed comes packed (generator/render/packed.py). */
(function () {
  'use strict';

  const app = window.CitizenData;

  /* The files in the pack of that name, each as bytes, once its script is there. */
  function unpacked(name) {
    const characters = atob(window.CitizenDataPacked[name]);
    return window.fflate.unzipSync(Uint8Array.from(characters, (character) => character.charCodeAt(0)));
  }

  /* What a file of JSON in it says. */
  app.unpackedData = function (name, file) { return JSON.parse(window.fflate.strFromU8(unpacked(name)[file])); };
  app.unpacked = unpacked;
}());
