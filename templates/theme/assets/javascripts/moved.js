/* On a page that was given up: go on to the one that took its place, to the same part of it where the link names one. */
(function () {
  'use strict';
  var next = document.querySelector('link[rel=canonical]').getAttribute('href');
  location.replace(location.hash && next.indexOf('#') < 0 ? next + location.hash : next);
}());
