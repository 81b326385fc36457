# ruff: noqa: E501 - a table is read best as it is
"""Every kind of barrier that we know, with what puts one into a built page and the check that must find it.

Seeds are put into the page as it stands in the browser. Where no machine can tell, `untold` says why.
"""

from __future__ import annotations

from dataclasses import dataclass

HOME, ARABIC, GUIDE, FORM = (
    "en/index.html",
    "ar/index.html",
    "en/principles/independence.html",
    "en/fill/oral-consent.html",
)


@dataclass(frozen=True, slots=True)
class Barrier:
    """A kind of barrier: its seed (JavaScript), the check of `checks.CHECKS` that finds it, and with which words."""

    name: str
    seed: str = ""
    check: str = "structure"
    finds: str = ""
    page: str = GUIDE
    untold: str = ""


def css(rule: str) -> str:
    """A seed that adds a rule to the styles of the page."""
    return f"const s = new CSSStyleSheet(); s.replaceSync(`{rule}`); document.adoptedStyleSheets = [s];"


def html(markup: str) -> str:
    """A seed that adds markup to the end of the content."""
    return f"document.querySelector('article').insertAdjacentHTML('beforeend', `{markup}`);"


MAIN = "document.querySelector('main')"
ROOT = "document.documentElement"
FIELD = "document.querySelector('.ask input:not([type]), .ask textarea')"
TRAP = "document.addEventListener('keydown', e => { if (e.key === 'Tab' && document.activeElement.matches('main a')) e.preventDefault(); });"
PULL = "document.querySelector('main a').addEventListener('blur', e => setTimeout(() => e.target.focus()));"

BARRIERS = (
    # -- language and direction
    Barrier("the page has lost its language", f"{ROOT}.removeAttribute('lang')", finds="no-language"),
    Barrier("the page has lost its direction", f"{ROOT}.removeAttribute('dir')", finds="direction", page=ARABIC),
    Barrier("a passage has lost its direction", f"{MAIN}.dir = 'ltr'; {MAIN}.lang = 'ar'", finds="direction", page=ARABIC),
    Barrier("the language is none", f"{ROOT}.lang = 'xq'", "axe", "html-lang-valid"),
    Barrier("English words in Arabic are not marked", html("<p>Ask people before you write anything down</p>"), finds="language-of-words", page=ARABIC),
    Barrier("French words in English are not marked", html("<p>Demandez aux gens avant de noter ce que vous entendez dans les rues</p>"), finds="language-of-words"),
    Barrier("a title in another language is not marked", "document.title = 'Independence – x'", finds="language-of-title", page=ARABIC),
    Barrier("a link to a page in another language does not say so", html('<a href="../../ar/index.html">العربية</a>'), finds="language-of-target"),
    # -- the document
    Barrier("the page has no title", "document.title = ''", finds="no-title"),
    Barrier("two pages have the same title", check="titles", finds="Same"),
    Barrier("the main part is missing", f"const m = {MAIN}, d = document.createElement('div'); d.append(...m.childNodes); m.replaceWith(d)", finds="one-main"),
    Barrier("two main parts", "document.body.insertAdjacentHTML('beforeend', '<main>More</main>')", finds="one-main"),
    Barrier("content stands outside every part", "document.body.insertAdjacentHTML('beforeend', '<p>Lost words outside</p>')", "axe", "region"),
    Barrier("two menus of one name", "document.querySelectorAll('nav').forEach(n => { n.removeAttribute('aria-labelledby'); n.setAttribute('aria-label', 'Menu'); })", finds="parts-of-one-name"),
    Barrier("a menu without a name", "document.querySelectorAll('nav').forEach(n => { n.removeAttribute('aria-label'); n.removeAttribute('aria-labelledby'); })", finds="part-without-name"),
    Barrier("the page loads itself again", "document.head.insertAdjacentHTML('beforeend', '<meta http-equiv=refresh content=\"900\">')", finds="refresh"),
    Barrier("letters can't be made larger by pinching", "document.querySelector('meta[name=viewport]').content += ',maximum-scale=1,user-scalable=no'", finds="zoom-forbidden"),
    Barrier("it works in one orientation only", css("@media (orientation: landscape) { body { transform: rotate(90deg); } }"), check="looks", finds="orientation"),
    Barrier("one id stands twice", html('<p id="__content">x</p>'), finds="same-id"),
    Barrier("a name points to nothing", f"{MAIN}.setAttribute('aria-labelledby', 'gone')", finds="points-nowhere"),
    # -- headings, lists, tables, pictures
    Barrier("a heading skips a level", "document.querySelector('h2').insertAdjacentHTML('afterend', '<h5>Deep</h5>')", finds="heading-level"),
    Barrier("a heading is empty", html("<h2></h2>"), finds="empty-heading"),
    Barrier("two headings of the first level", html("<h1>Again</h1>"), finds="one-h1"),
    Barrier("a list of paragraphs", html("<p>• one</p><p>• two</p>"), finds="list-not-marked"),
    Barrier("a list holds other things than entries", html("<ul><p>one</p></ul>"), "axe", "list"),
    Barrier("a table without header cells", html("<table><caption>T</caption><tr><td>a</td><td>b</td></tr></table>"), finds="no-header-cells"),
    Barrier("a table without a name", html("<table><tr><th>a</th></tr><tr><td>b</td></tr></table>"), finds="table-without-name"),
    Barrier("a picture without words instead", html('<img src="x.png" width="9" height="9">'), finds="no-alt"),
    Barrier("a picture says again what stands beside it", html('<a href="#x"><img src="x.png" alt="Plan" width="9" height="9"> Plan</a>'), finds="said-twice"),
    Barrier("a drawing without a name", html('<svg width="9" height="9"><circle r="4"/></svg>'), finds="picture-without-name"),
    Barrier("an icon fills the screen where styles are missing", "document.querySelector('header svg').removeAttribute('width')", finds="no-size"),
    Barrier("a frame without a title", html("<iframe srcdoc='x'></iframe>"), finds="foreign"),
    Barrier("something plays by itself", html("<video autoplay></video>"), finds="foreign"),
    Barrier("something moves without end", css("@keyframes a { to { opacity: 0.5; } } h1 { animation: a 1s infinite; }"), check="looks", finds="moves"),
    # -- words
    Barrier("justified text", css("main p { text-align: justify; }"), check="looks", finds="justified"),
    Barrier("capitals by style", css("h2 { text-transform: uppercase; }"), check="looks", finds="letters-changed"),
    Barrier("words by style", css("h2::after { content: 'important'; }"), check="looks", finds="words-by-css"),
    Barrier("too little contrast in light", css("main p { color: #888; }"), "contrast", "light"),
    Barrier("too little contrast in dark", css("@media (prefers-color-scheme: dark) { main p { color: #555; } }"), "contrast", "dark"),
    Barrier("a link is told by its colour alone", html('<p>See the <a href="#x" style="text-decoration: none">plan</a> now.</p>') + "document.querySelector('article p:last-child a').style.textDecoration = 'none'", finds="link-by-colour"),
    Barrier("a box cuts its words when they grow", css("main p { height: 3em; overflow: hidden; }"), "fits", "cuts off"),
    Barrier("a page that scrolls sideways", html("<p>wide</p>") + css("main p:last-child { inline-size: 600px; }"), "fits", "sideways"),
    Barrier("words that a small screen hides", css("@media (max-width: 40em) { main p { display: none; } }"), "same_words", "only on a wide"),
    Barrier("words on paper are white", css("@media print { body { color: #fff !important; } }"), "printed", "255, 255, 255"),
    # -- links
    Barrier("a link called here", html('<p><a href="#x">here</a></p>'), finds="vague-link"),
    Barrier("a link without a name", html('<a href="#x"></a>'), "axe", "link-name"),
    Barrier("a window that opens unasked", html('<a href="#x" target="_blank">The plan</a>'), finds="new-window"),
    Barrier("a name that differs from the words", html('<button type="button" aria-label="Send">Save</button>'), finds="name-differs"),
    Barrier("words only for those who point", html('<p title="Only a mouse finds this">x</p>'), finds="only-when-pointed-at"),
    Barrier("something to press that no key reaches", html('<span role="button" onclick="1">Open</span>'), finds="home-made"),
    # -- the keyboard
    Barrier("a trap: Tab does nothing", TRAP, "walk", "does not end", HOME),
    Barrier("a trap: the focus is pulled back", PULL, "walk", "Tab", HOME),
    Barrier("an order of its own", html('<a href="#x" tabindex="3">First</a>'), finds="tab-order"),
    Barrier("seen in another order than walked", css(".md-header__tools { flex-direction: row-reverse; display: flex; }"), check="looks", finds="other-order"),
    Barrier("the way past the frame leads nowhere", "document.querySelector('.md-skip').hash = '#gone'", finds="skip-link"),
    Barrier("no way past the frame", "document.querySelector('.md-skip').remove()", finds="skip-link"),
    Barrier("the focus is not seen", css(":focus-visible { outline: none !important; }"), "focus", "focus-not-seen"),
    Barrier("hidden words take the focus", css("main a { clip-path: inset(50%) !important; }"), "focus", "hidden-focus"),
    Barrier("what is hidden from some takes the focus", "document.querySelector('main a').closest('p, li, ul').setAttribute('aria-hidden', 'true')", finds="hidden-stop"),
    Barrier("a part scrolls and keys can't", html('<div class="box"><p>much</p></div>') + css(".box { block-size: 1em; overflow: auto; } .box p { block-size: 9em; }"), finds="scrolls-without-keys"),
    Barrier("a stop where nothing can be done", html('<div tabindex="0" role="region" aria-label="T">x</div>'), finds="stop-without-use"),
    Barrier("a control that is too small", html('<p><button class="a1">a</button><button class="a1">b</button></p>') + css(".a1 { inline-size: 9px; block-size: 9px; padding: 0; border: 0; }"), "axe", "target-size"),
    Barrier("a control that is too small, without axe", html('<p><button class="a1">a</button><button class="a1">b</button></p>') + css(".a1 { inline-size: 9px; block-size: 9px; padding: 0; border: 0; }"), "targets", "target-size"),
    Barrier("links that are too near to each other", html('<p><a class="a2" href="#x">One</a><a class="a2" href="#y">Two</a></p>') + css(".a2 { display: block; block-size: 12px; }"), "targets", "target-size"),
    Barrier("a key of its own", html('<a href="#x" accesskey="s">Open it</a>'), finds="accesskey"),
    # -- forms
    Barrier("a field without a label", f"const f = {FIELD}; f.labels[0].replaceWith(f)", finds="no-label", page=FORM),
    Barrier("a hint in the field instead of a label", f"const f = {FIELD}; f.labels[0].replaceWith(f); f.placeholder = 'Your name'", finds="no-label", page=FORM),
    Barrier("choices without a question", html('<p><input type="radio" id="r1" name="r"><label for="r1">Yes</label></p>'), finds="no-legend"),
    Barrier("a group without a name", html('<fieldset><label>a<input autocomplete="off"></label></fieldset>'), finds="group-without-name"),
    Barrier("rows of one name", html('<fieldset class="copy"><legend>Row 1</legend>x</fieldset>' * 2), finds="groups-of-one-name"),
    Barrier("a hint that is not tied to its field", html('<div><label for="h1">Day</label><p class="ask__help">As it was</p><input id="h1" autocomplete="off"></div>'), finds="hint-not-tied"),
    Barrier("an error that is not tied to its field", f"const f = {FIELD}; f.setAttribute('aria-invalid', 'true'); f.removeAttribute('aria-describedby')", finds="error-not-tied", page=FORM),
    Barrier("a message that is not read out", "document.querySelectorAll('.status').forEach(p => p.removeAttribute('role'))", finds="status-not-live", page=FORM),
    Barrier("what is typed is remembered", f"{FIELD}.setAttribute('autocomplete', 'name')", finds="remembered", page=FORM),
    Barrier("a window without a name", html("<dialog open>x</dialog>"), finds="dialog-without-name"),
    Barrier("a closed part without a name", html("<details><summary></summary>x</details>"), finds="details-without-name"),
    Barrier("a role that its element can't have", html('<ul role="button"><li>x</li></ul>'), "axe", "aria-allowed-role"),
    # -- more kinds, from WCAG 2.2 and from public lists of what tools miss
    Barrier("a bar covers what has the focus", html('<div class="bar1">Save</div>') + css(".bar1 { position: fixed; inset: 0; background: #fff; z-index: 999; }"), "focus", "focus-covered"),
    Barrier("the focus goes elsewhere than it was sent", "const [a, b] = document.querySelectorAll('main a'); a.addEventListener('focus', () => b.focus())", "focus", "focus-moved"),
    Barrier("something can only be dragged", html('<ul><li draggable="true">First</li></ul>'), finds="drag-only"),
    Barrier("the page puts the focus where it likes", html('<p><button type="button" autofocus>Begin</button></p>'), finds="focus-by-itself"),
    Barrier("a press acts before it is let go", html('<p><button type="button" onmousedown="1">Send</button></p>'), finds="acts-too-soon"),
    Barrier("a choice acts before it is confirmed", html('<label>Go to <select onchange="1"><option>A</option></select></label>'), finds="acts-too-soon"),
    Barrier("a button within a link", html('<a href="#x">Open <button type="button">Save</button></a>'), finds="nested-controls"),
    Barrier("a part that nobody can use", f"{MAIN}.inert = true", finds="inert"),
    Barrier("a style forbids to pinch", css("body { touch-action: none; }"), check="looks", finds="zoom-forbidden"),
    Barrier("letters do not grow with the reader's own size", css("main p { font-size: 16px; }"), "fits", "does not grow"),
    Barrier("letters that are too small", css("main p { font-size: 0.6rem; }"), check="looks", finds="too-small"),
    Barrier("lines that are too close", css("main p { line-height: 1; }"), check="looks", finds="lines-too-close"),
    Barrier("words that can't be marked to be read aloud", css("main p { user-select: none; }"), check="looks", finds="not-selectable"),
    Barrier("a style overrules the reader's own colours", css("main p { forced-color-adjust: none; }"), check="looks", finds="colours-forced"),
    Barrier("the hint in a field is too pale", f"{FIELD}.placeholder = 'As on the form'; " + css("::placeholder { color: #bbb !important; opacity: 1; }"), "contrast", "placeholder", FORM),
    Barrier("words that screen readers are not told", html('<p aria-hidden="true">Ask before you write</p>'), finds="words-hidden"),
    Barrier("a role takes a table's meaning away", html('<table role="presentation"><caption>T</caption><tr><th scope="col">a</th></tr><tr><td>b</td></tr></table>'), finds="meaning-removed"),
    Barrier("a header cell does not say of what", html('<table><caption>T</caption><tr><th>a</th><th>b</th></tr><tr><th>c</th><td>d</td></tr></table>'), finds="header-of-what"),
    Barrier("a picture is called by its file", html('<img src="x.png" alt="IMG_2041.jpg" width="9" height="9">'), finds="alt-is-a-file"),
    Barrier("a name in another language", html('<button type="button" aria-label="Save all of the answers">حفظ</button>'), finds="language-of-name", page=ARABIC),
    Barrier("a legend that belongs to no group", html('<fieldset><div><legend>Day</legend></div>x</fieldset>'), finds="group-without-name"),
    Barrier("a label of something that is no field", html('<label for="__content">Day</label>'), finds="label-of-nothing"),
    Barrier("two fields of one name", html('<p><label for="f1">Day</label><input id="f1" autocomplete="off"> <label for="f2">Day</label><input id="f2" autocomplete="off"></p>'), finds="fields-of-one-name"),
    Barrier("paragraphs that are only broken lines", html("<p>One thing.<br><br>Another.</p>"), finds="breaks-for-paragraphs"),
    Barrier("letters held apart by blanks", html("<p>C O N S E N T</p>"), finds="spaced-letters"),
    Barrier("bold words instead of a heading", html("<p><strong>What to do next</strong></p><p>Ask.</p>"), finds="heading-not-marked"),
    # -- more kinds, that no check had found
    Barrier("words are pale because their part is", css("main p { opacity: 0.4; }"), "contrast", "to 1"),
    Barrier("a link is pale when it is pointed at", css("main a:hover { color: #bbb; }"), "contrast", "pointed at"),
    Barrier("words stand on a picture", css("main p { background: linear-gradient(90deg, #000, #fff); }"), "contrast", "on a picture"),
    Barrier("the line of the focus is as pale as the page", css("main a:focus { outline: 3px solid #fdfdfd !important; }"), "contrast", "focus"),
    Barrier("the line of a field is as pale as the page", css(".ask input, .ask textarea { border-color: #eee !important; }"), "contrast", "line of a field", FORM),
    Barrier("a drawing is black on dark", html('<svg role="img" aria-label="A river" width="80" height="80" viewBox="0 0 9 9"><path d="M0 0h9v9H0z" fill="#101010"/></svg>'), "contrast", "dark drawing"),
    Barrier("words are turned", css("main h2 { writing-mode: vertical-rl; }"), check="looks", finds="turned"),
    Barrier("letters are too close", css("main p { letter-spacing: -0.08em; }"), check="looks", finds="letters-too-close"),
    Barrier("capitals as they are typed", html("<p>PLEASE READ ALL OF THIS BEFORE YOU SIGN</p>"), finds="capitals"),
    Barrier("underlined words that lead nowhere", html("<p><u>Read this first</u>, then go on.</p>"), check="looks", finds="underlined"),
    Barrier("points of a list in one paragraph", html("<p>- Ask.<br>- Write.<br>- Read it back.</p>"), finds="list-not-marked"),
    Barrier("a style takes a table's meaning away", html('<table class="t1"><caption>T</caption><tr><th scope="col">a</th></tr><tr><td>b</td></tr></table>') + css(".t1 * { display: block; }"), finds="table-unmade"),
    Barrier("a style shows words only to those who point", html('<p><span class="t2">Who pays?</span> <span class="t3">Say it.</span></p>') + css(".t3 { display: none; } .t2:hover + .t3 { display: inline; }"), check="looks", finds="only-when-pointed-at"),
    Barrier("a menu does not say where one is", "document.querySelectorAll('[aria-current]').forEach(part => part.removeAttribute('aria-current'))", finds="place-not-told"),
    Barrier("a link to a file does not say so", html('<p><a href="consent.pdf">The consent form</a></p>'), finds="file-not-said"),
    Barrier("a message that interrupts", html('<p role="alert">Saved.</p>'), finds="interrupts"),
    Barrier("a button does not say that something is closed", html('<button type="button">More</button><div hidden>Words</div>'), finds="state-not-told"),
    Barrier("a name that is read to nobody", html('<div aria-label="Steps">Ask first.</div>'), finds="name-without-role"),
    Barrier("a list called a menu of a program", html('<ul role="menu"><li role="menuitem">x</li></ul>'), finds="role-of-programs"),
    Barrier("a field cuts what is typed", f"{FIELD}.maxLength = 5", finds="cut-when-typed", page=FORM),
    Barrier("a field turns what is typed", f"{FIELD}.dir = 'ltr'", finds="direction-of-field", page="ar/fill/oral-consent.html"),
    Barrier("the page glides to where it was sent", css("html { scroll-behavior: smooth; }"), check="looks", finds="moves"),
    # -- more kinds, seeded where no check had been told of them
    Barrier("words run against their own direction", html('<p dir="rtl">Ask people before you write anything down.</p>'), finds="direction"),
    Barrier("a language is said to be none", f"{MAIN}.lang = ''", finds="no-language"),
    Barrier("a language is said that is another", html('<p lang="de">Ask the people who live there before you write it down</p>'), finds="language-of-words"),
    Barrier("a heading in another language is not marked", html("<h2>What you should know</h2>"), finds="language-of-words", page=ARABIC),
    Barrier("the title is another page's", "document.title = 'Page'", finds="title-of-another"),
    Barrier("two headings of one name", html("<h2>Notes</h2><p>a</p><h2>Notes</h2><p>b</p>"), finds="headings-of-one-name"),
    Barrier("the page is as wide as on a desk", "document.querySelector('meta[name=viewport]').content = 'width=1024'", finds="width-of-a-desk"),
    Barrier("letters have a size that no setting changes", css("html { font-size: 16px; }"), "looks", "size-fixed"),
    Barrier("the page does not scroll", css("body { overflow: hidden; }"), "looks", "does-not-scroll"),
    Barrier("something is said to be loading for ever", f"{MAIN}.setAttribute('aria-busy', 'true')", finds="never-ready"),
    Barrier("no key leads to a link", "document.querySelector('main a').tabIndex = -1", finds="out-of-keys"),
    Barrier("a single key does something", "addEventListener('keydown', event => { if (event.key === 's') { location.hash = 'x'; } })", "behaviour", "key-alone"),
    Barrier("Enter is swallowed", "addEventListener('keydown', event => { if (event.key === 'Enter') { event.preventDefault(); } }, true)", "behaviour", "enter-does-nothing"),
    Barrier("a script hears a mouse alone", "document.querySelector('main p').addEventListener('mouseover', () => {})", "behaviour", "only-by-mouse"),
    Barrier("markup hears a mouse alone", html('<p ondblclick="1">Words</p>'), finds="only-by-mouse"),
    Barrier("something happens after a while", "setTimeout(() => location.reload(), 600000)", "behaviour", "time-limit"),
    Barrier("a script moves something again and again", "setInterval(() => document.querySelector('h1').classList.toggle('x'), 300)", "behaviour", "moves"),
    Barrier("a picture that may move", html('<img src="a.gif" alt="A river in flood" width="9" height="9">'), finds="moves"),
    Barrier("sound without its words", html('<audio controls src="a.mp3"></audio>'), finds="foreign"),
    Barrier("a link leads to the top of where one is", html('<p><a href="#">Go to the list of papers</a></p>'), finds="link-to-nothing"),
    Barrier("a link leads to what is not there", html('<p><a href="#gone">Go to the list of papers</a></p>'), finds="points-nowhere"),
    Barrier("a link is called by a sign", html('<p><a href="#__content">»</a></p>'), finds="vague-link"),
    Barrier("a link is as long as a paragraph", html(f'<p><a href="#__content">{"Ask people before you write anything down. " * 10}</a></p>'), finds="link-too-long"),
    Barrier("links of one name lead to several places", html('<p><a href="#__content">The form</a> and <a href="../index.html">The form</a></p>'), finds="links-of-one-name"),
    Barrier("a link stands twice side by side", html('<p><a href="../index.html"><img src="x.png" alt="Home" width="9" height="9"></a> <a href="../index.html">To begin</a></p>'), finds="link-said-twice"),
    Barrier("a link can't be pressed", css("main a { pointer-events: none; }"), "looks", "not-pressable"),
    Barrier("small capitals", css("main p { font-variant: small-caps; }"), "looks", "letters-changed"),
    Barrier("words are too close", css("main p { word-spacing: -0.3em; }"), "looks", "letters-too-close"),
    Barrier("letters that join are torn apart", css("main p { letter-spacing: 0.2em; }"), "looks", "letters-parted", ARABIC),
    Barrier("words break anywhere", css("main p { word-break: break-all; }"), "looks", "words-broken"),
    Barrier("whole paragraphs are slanted", css("main p { font-style: italic; }"), "looks", "all-slanted"),
    Barrier("whole paragraphs are bold", css("main p { font-weight: 700; }"), "looks", "all-bold"),
    Barrier("lines begin where the eye does not look", css("main p { text-align: center; }"), "looks", "ragged-start"),
    Barrier("words are struck out by style", html('<p class="s1">Sign here.</p>') + css(".s1 { text-decoration: line-through; }"), "looks", "struck-out"),
    Barrier("words stand beside the screen", css("h1 { position: absolute; inset-inline-start: -9999px; }"), "looks", "off-screen"),
    Barrier("a paragraph looks like a heading", html('<p class="h0">What to do next</p><p>Ask.</p>') + css(".h0 { font-size: 1.6em; font-weight: 700; }"), "looks", "heading-not-marked"),
    Barrier("signs stand for words", html("<p>★★★☆☆</p>"), "looks", "signs-for-words"),
    Barrier("what opens does not look so", css("summary { list-style: none; } summary::before, summary::after { content: none !important; }"), "looks", "state-not-seen"),
    Barrier("a style takes a list's meaning away", css("main ul { display: contents; }"), "looks", "meaning-removed"),
    Barrier("empty paragraphs hold others apart", html("<p>&nbsp;</p><p>Words.</p>"), finds="empty-paragraph"),
    Barrier("a table within a table", html('<table><caption>T</caption><tr><th scope="col">a</th></tr><tr><td><table><caption>U</caption><tr><th scope="col">a</th></tr><tr><td>b</td></tr></table></td></tr></table>'), finds="table-in-table"),
    Barrier("a table made of blanks", html("<pre>Name    Age\\nA       12\\nB       14</pre>"), finds="table-not-marked"),
    Barrier("words instead of a picture say nothing", html('<img src="x.png" alt="image" width="9" height="9">'), finds="alt-says-nothing"),
    Barrier("words instead of a picture are a story", html(f'<img src="x.png" alt="{"many words here " * 30}" width="9" height="9">'), finds="alt-too-long"),
    Barrier("what is said to be open is closed", html('<button type="button" aria-expanded="true" aria-controls="closed">More</button><p id="closed" hidden>Words</p>'), finds="state-untrue"),
    Barrier("a menu says that one is elsewhere", "[...document.querySelectorAll('nav a')].pop().setAttribute('aria-current', 'page')", finds="place-not-told"),
    Barrier("a part to write in that is no field", html("<div contenteditable>Write</div>"), finds="no-label"),
    Barrier("a label is a sign", "document.querySelector('.ask label').textContent = '*'", finds="no-label", page=FORM),
    Barrier("a field that nobody can use", f"{FIELD}.disabled = true", finds="not-usable", page=FORM),
    Barrier("a button that nobody can use", html('<p><button type="button" disabled>Save</button></p>'), finds="not-usable"),
    Barrier("choices that do not exclude each other", html('<fieldset><legend>Who</legend><label><input type="radio" name="a">One</label> <label><input type="radio" name="b">Two</label></fieldset>'), finds="choices-not-tied"),
    Barrier("a field hides what is typed", f"{FIELD}.type = 'password'", finds="secret-for-nothing", page=FORM),
    Barrier("words that paper lacks", css("@media print { main p { display: none; } }"), "printed", "only on the screen"),
    Barrier("letters are too small on paper", css("@media print { main p { font-size: 4pt; } }"), "printed", "small"),
    Barrier("a black ground on paper", css("@media print { main { background: #000 !important; } }"), "printed", "'dark': 1"),
    # -- what no machine can tell
    Barrier("needed is told by a colour alone", untold="what a colour means is nowhere in a page; our forms write 'needed' in words, which a test of the form reads"),
    Barrier("the field has no purpose for autocomplete", untold="our forms ask about other people, so they must not offer what a browser knows of its owner"),
    Barrier("the same is asked twice", untold="two fields may ask for the same in other words; a blank of one id is one field, which the tests of the screen read"),
    Barrier("a choice leads elsewhere at once", untold="a script may hear a choice for good reasons; that ours change nothing else is tried in the tests of forms"),
    Barrier("words in a picture", untold="a picture does not say what it shows; our pictures are drawings from data with their words beside them"),
    Barrier("a drawing that only decorates is described", untold="whether a picture says something is for a person to judge"),
    Barrier("words instead of a picture that do not fit it", untold="only a person can compare them"),
)  # fmt: skip
