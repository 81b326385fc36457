{#- What stands around the pages of a language, for scripts: the panel of the search, which most readers never open, and the
    frame of a form that changes its language in place. MkDocs renders it as a template of its own, once for each language.
    Addresses are those of a page one folder down, as forms are. -#}
{%- import "partials/language.html" as words with context %}
{%- set language = config.extra.language %}
{%- set found = namespace(door='') %}
{%- for entry in nav.items if entry.children and (entry.children | first).url == 'documents.html' %}{% set found.door = entry.title %}{% endfor %}
{%- set open_door = found.door %}
{%- set header %}{% include "partials/header.html" %}{% endset %}
{%- set menu %}{% include "partials/nav.html" %}{% endset %}
{%- set footer %}{% include "partials/footer.html" %}{% endset %}
{%- set search %}{% include "partials/search.html" %}{% endset %}
{%- set draft = false %}
{%- set checked %}{% include "partials/sheet.html" %}{% endset %}
{%- set draft = true %}
{%- set unchecked %}{% include "partials/sheet.html" %}{% endset -%}
(window.CitizenDataFrames = window.CitizenDataFrames || []).push({
  "lang": {{ language.tag | tojson }},
  "site": {{ config.site_name | tojson }},
  "skip": {{ words.skip() | tojson }},
  "header": {{ header | tojson }},
  "menu": {{ menu | tojson }},
  "footer": {{ footer | tojson }},
  "search": {{ search | tojson }},
  "checked": {{ checked | tojson }},
  "unchecked": {{ unchecked | tojson }}
});
