/* What the scripts of the site share: the data that the generator writes for them, and what each offers to the others.
   `npx tsc -p tests/types` checks every script against it; tests/test_types.py does so where npm is. */

/* -- data of the site: generator/render/preview.py, generator/library/slots.py --------------------------------- */

/** What a question can be answered with. */
type Answer = boolean | number | string | string[] | undefined;

type Conditions = Record<string, boolean>;

interface Answers { conditions: Conditions; answers: Record<string, Answer> }

interface AnswersFile extends Answers { schema: string; version: string; edition: string; document?: string; checklist?: string }

interface AnswersTable {
  schema: string; rows: number; letters: number; bytes: number; remarks: string[]; zeros: string; blank: string; unprintable: string;
}

interface Slot {
  type?: 'lines' | 'date' | 'number' | 'tick' | 'choice' | 'choices';
  choices?: string[]; needed?: boolean; most?: number; when?: string; after?: string;
}

interface Contract {
  kind: 'document' | 'checklist'; paper: string; version: string; edition: string;
  conditions: string[]; slots: Record<string, Slot>; alone: string[][];
}

type ConditionalFragment = [condition: string, words: string, inside: Fragment[]];
type Fragment = string | ConditionalFragment;

interface Paper {
  id: string; kind: 'document' | 'checklist'; version: string; edition: string; contract: Contract;
  lang: string; dir: string; locale: string; language: string; checked: boolean; stamp: string; footer: string; title: string;
  remarks: Record<string, string>; leftOut: [string, string] | null; conditions: [string, string][]; original: string; blocks: Fragment[];
}

/* A page is our own: what is looked for in it is HTML, and stands there. */
interface ParentNode {
  querySelector<K extends keyof HTMLElementTagNameMap>(selectors: K): HTMLElementTagNameMap[K] | null;
  querySelectorAll<K extends keyof HTMLElementTagNameMap>(selectors: K): NodeListOf<HTMLElementTagNameMap[K]>;
  querySelectorAll(selectors: 'input, textarea'): NodeListOf<HTMLInputElement>;
  querySelectorAll(selectors: 'a[href]'): NodeListOf<HTMLAnchorElement>;
  querySelector(selectors: string): HTMLElement | null;
  querySelectorAll(selectors: string): NodeListOf<HTMLElement>;
}

interface Element {
  closest(selectors: string): HTMLElement | null;
  cloneNode(subtree?: boolean): this;
}

/* -- answers.js, reader.js ---------------------------------------------------------------------------------------- */

type Values = Record<string, string | number>;

interface Refusal { id: string; values: Values }

interface Question {
  name: string; control: string; when: string; most: number; needed: boolean; boolean: boolean; alone: boolean; words: string;
  root: HTMLElement; spoken: Element; inputs: NodeListOf<HTMLInputElement>;
}

interface Said { text: string; how: string }

type Raw = Said | Raw[] | Map<string, Raw> | null;

/** What a slot takes of a value, or undefined for nothing; then what is to be said of it. */
type Fitted = [value?: Answer, ...said: string[]];

interface Locked { schema: string; method: string; rounds: number; salt: string; iv: string; data: string }

interface Taken extends Answers { listed: [string, string][]; remarks: [string, string][]; another: boolean }

interface AnswersTools {
  Refusal: new (id?: string, values?: Values) => Refusal;
  questions(form: HTMLElement): Map<string, Question>;
  valueOf(question: Question): Answer;
  read(form: HTMLElement, all?: boolean): AnswersFile;
  write(form: HTMLElement, file: Answers): void;
  addRow(form: HTMLElement, copies: HTMLElement): HTMLElement | null;
  rowOf(name: string): { table: string; number: number; column: string } | null;
  stripped(words: string, signs: string): string;
  clean(words: string): string;
  isBlank(words: string): boolean;
  inFigures(words: string): string;
  isWhole(words: string): boolean;
  isDay(words: string): boolean;
  parsed(text: string): Promise<Raw>;
  opened(file: File, password: string): Promise<Raw>;
  contentOf(file: File, exact?: boolean): Promise<string>;
  locked(file: object, password: string): Promise<Locked>;
  save(parts: BlobPart[], type: string, name: string): void;
  saveTable(lines: unknown[][], name: string): void;
  text(file: object): string;
  short(said: unknown): string;
  each<T>(list: ArrayLike<T>, use: (part: T, at: number) => void): void;
  has(object: object, key: string): boolean;
}

interface Reader {
  read(text: string): Raw;
  plain(raw: Raw): any;
  head(file: Map<string, Raw>, name: string): string;
  take(contract: Contract, file: Raw): Taken;
}

/* -- the other scripts -------------------------------------------------------------------------------------------- */

interface View {
  place: HTMLElement; id: string; days: Set<string>;
  fields: Map<string, HTMLElement[]>; marks: Map<string, boolean | string>;
  show(tag: string, beside: string): void;
  update(file: Answers): void;
  updateOne(name: string, value: Answer): boolean;
}

interface Steps {
  status: HTMLElement;
  show(isMove: boolean): void;
  update(): void;
}

interface StepTools {
  Steps: new (place: HTMLElement, save: () => void, shown: (section: HTMLElement) => void) => Steps;
  focusOn(target: HTMLElement): void;
}

interface FormIn { paper: string; lang: string; dir: string; title: string; html: string }

interface LanguageTools {
  fetched(site: DOMStringMap, tag: string): Promise<FormIn>;
  show(place: HTMLElement, form: FormIn): void;
  enter(link: HTMLAnchorElement): void;
}

interface PaperTools {
  View: new (place: HTMLElement, id: string) => View;
  REMARK: RegExp;
  fetched(root: string, id: string, tags: string[]): Promise<void>;
  siteOf(id: string): string;
  known(id: string, tag: string): Paper | null;
  element(html: string): HTMLElement;
  flatten(file: Answers, fields: { has(name: string): boolean }): Map<string, boolean | string>;
  dayIn(locale: string, day: string): string;
}

/** Question → the ids of the options that were taken. */
type Given = Map<string, string[]>;

interface ScreenOption {
  id: string; next: string; open?: boolean; finds?: string[]; sets?: string[]; clears?: string[];
}

interface ScreenQuestion {
  id: string; several: boolean; unless?: Record<string, string[]>; raises?: string; options: ScreenOption[];
}

interface ScreenFinding { id: string; part: string; open: boolean }

interface ScreenPaper { id: string; when: string[]; levels: number[]; rank: number }

interface ScreenParts { questions: ScreenQuestion[]; findings: ScreenFinding[]; papers: ScreenPaper[] }

interface Walk {
  route: string[]; next: string; finds: Record<string, string>; level: string; papers: string[]; more: string[];
  conditions: Record<string, boolean>;
}

/* -- fill.js -- */

interface PartsOfForm {
  tools: HTMLElement; status: HTMLElement; left: HTMLElement; errors: ListOfErrors; paper: HTMLElement;
  checked: HTMLElement; checkedTitle: HTMLElement; checkedList: HTMLElement; counts?: HTMLElement;
  file: HTMLInputElement; password: HTMLInputElement; keep?: HTMLInputElement;
}
interface Problem { question: Question; id: string }

/* -- errors.js and draft.js -- */

interface ListOfErrors {
  place: HTMLElement; list: HTMLElement;
  show(questions: Map<string, Question>, found: Problem[]): void;
}
interface ErrorTools {
  applies(question: Question, conditions: Conditions): boolean;
  problem(question: Question, given: Answers, contract: Contract | null): string;
  problems(questions: Map<string, Question>, given: Answers, contract: Contract | null): Problem[];
  showAt(question: Question, id: string): void;
  List: new (parent: HTMLElement) => ListOfErrors;
}
interface DraftTools {
  may(): boolean;
  keep(paper: string, file: Answers): boolean;
  kept(paper: string): string | null;
  forget(paper: string): void;
  forgetAll(): void;
}

/* -- numbers.js and cells.js -- */

type Formula = (string | number)[];
type Numbers = Record<string, number>;
type StepOfSheet = [id: string, formula: Formula, digits: number];
interface Quantity { id: string; usual: number | null; least: number | string; most: number | string }
interface Worksheet {
  quantities: Quantity[];
  rows: { count: number; quantities: Quantity[]; steps: StepOfSheet[] } | null;
  steps: StepOfSheet[];
  sayings: [id: string, when: Formula][];
  trial: Numbers | null;
  cells: number;
}
/** What of a worksheet its sums need. */
type SumsOfSheet = Pick<Worksheet, 'rows' | 'steps'> & { quantities: Pick<Quantity, 'id' | 'usual'>[] };
type Cell = [row: number, column: number];
/** Numbers in rows, null where one is not known; the last row and the last column are totals. */
type Grid = (number | null)[][];
interface CountTable { corner: string; columns: string[]; rows: string[]; grid: Grid }
type Between = [least: number, most: number | null];
interface Checked { small: Cell[]; others: Cell[]; weak: Cell[]; ranges: [cell: Cell, range: Between][] }
/** Knot → knot → how much more fits through the pipe between them. */
type Room = Map<number, Map<number, number>>;

/* -- checklist.js, groups.js and keep.js -- */

/** A state, its words, and where these stand. */
type ItemState = [id: string, words: string, model?: Element];
interface Item {
  id: string; words: string; root: Element; heading: HTMLElement; part: string; principles: string[]; state: string;
  level: string; remarks: string[];
}
type Sort = [id: string, words: string, holds: (item: Item) => boolean, heading?: HTMLElement];
type ItemGroup = [words: string, items: Item[], heading?: HTMLElement];

interface GroupItem { id: string; words: HTMLElement; levels: Map<string, string> | null }
/** `both` are actions that are done and do not apply. */
interface OfGroup { answers: Answers['answers']; both: string[] }
interface PartsOfGroups {
  file: HTMLInputElement; status: HTMLElement; refused: HTMLElement; buttons: HTMLElement; table: HTMLElement;
}
interface OneGroup extends OfGroup { name: string; like: string }

/** What is kept of a language on the device. */
interface KeptList { tag: string; version: string; bytes: number; fingerprint: string; files: [path: string, digest: string][] }

interface Toolkit {
  answers?: AnswersTools;
  reader?: Reader;
  paper?: PaperTools;
  steps?: StepTools;
  errors?: ErrorTools;
  draft?: DraftTools;
  language?: LanguageTools;
  unpacked?(name: string): Record<string, Uint8Array>;
  unpackedData?(name: string, file: string): any;
  word?(parts: Record<string, Uint8Array>, file: Answers, paper: Paper, days: { has(name: string): boolean }): Uint8Array;
  wordOf?(site: DOMStringMap, file: Answers, paper: Paper, days: { has(name: string): boolean }): Promise<Blob>;
  checklist?: { update(form: HTMLElement, place: HTMLElement): void };
  pack?: {
    boxFor(link: HTMLElement, chosen: boolean): HTMLInputElement;
    offer(part: Element, boxes: HTMLInputElement[], conditions: Record<string, boolean>): () => void;
  };
  numbers?: {
    workedOut(steps: Formula, values: Numbers): number | null;
    reckoned(sheet: SumsOfSheet, given: Numbers): Numbers;
    said(sheet: Worksheet, values: Numbers): string[];
    sheet?: Worksheet;
  };
  cells?: {
    readTable(text: string, total: string, most: number): CountTable;
    checked(table: CountTable, limit: number): Checked;
    rounded(grid: number[][], base: number): number[][];
    roundedRanges(grid: number[][], limit: number, base: number): [cell: Cell, range: Between][];
  };
  classifier?: { walk(taken: Given): Walk; levelOf(said: Given): string; join(): void };
  words?(id: string, values?: Values): string;
  say?<T extends HTMLElement>(part: T, id: string, values?: Values): T;
  element?<K extends keyof HTMLElementTagNameMap>(tag: K, css?: string, id?: string, values?: Values): HTMLElementTagNameMap[K];
  chooser?(parent: HTMLElement, words: string, id: string, accept: string): HTMLInputElement;
  load?(address: string): Promise<void>;
}

/** Adds an element with words to a part of the page. */
type Add = <K extends keyof HTMLElementTagNameMap>(
  parent: Node, tag: K, css?: string, id?: string, values?: Values
) => HTMLElementTagNameMap[K];

/** Words, with their language and direction where these are not the page's. */
type OwnWords = string | [words: string, language: string, direction: string];

/* -- the search: generator/render/search/ -------------------------------------------------------------------------- */

interface SearchRules {
  marks: string; letters: Record<string, string>; zeros: number[]; article: string; unspaced: string; elided: string;
  roots: Record<string, string>;
}

/** What comes with a part of the index; lists of numbers are written in few signs. */
interface SearchPart {
  vocabulary: string; spread: string; text?: string; words?: string; asked?: string; everyday?: Record<string, string>;
  alike?: string[]; leads?: number[][]; kinds?: Record<string, number[]>; names?: [place: number, ...names: string[]][];
}

type PlaceOfPage = [anchor: string, heading: string, language?: number, languageOfName?: number];

interface SearchStart extends SearchPart {
  tags: string[]; rules: SearchRules; latin: string[]; common: string; behind: [words: string, language: string][];
  numbers: { signs: string; near: number; far: number; between: string };
  places: [path: string, title: string, weight: number, behind: number, ...places: PlaceOfPage[]][];
  questions: string; parts: string[];
}

/** The short answer to a question: its address, the words of the answer and of its source, and links. */
interface ShortAnswer {
  u: string; a: [words: string, language: string]; s: [words: string, language: string];
  l: [address: string, words: [words: string, language: string]][];
}

type FieldName = 'title' | 'heading' | 'words' | 'text';
type Fields = Partial<Record<FieldName, { weight: number; evenness: number }>>;
interface Kind { saturation: number; fields: Fields }

interface Place {
  id: number; path: string; title: string; weight: number; behind: [words: string, language: string]; anchor: string;
  heading: string; lang: string; nameLang: string; kind: Kind;
}

/** Place → a number: how much stands there, or how well it answers. */
type Scores = Map<number, number>;
/** Term → how surely it is meant. */
type Sure = Map<number, number>;

/** One word of a question, or two that are one thing in everyday speech. */
interface AskedWord { found: Sure; telling: boolean; typed?: boolean; worth?: number }

/** The words of a question that are known, and what is known of all of them. */
interface Asked extends Array<AskedWord> {
  typed: number; many: number; whole: boolean; all: string; told: number; groups: Map<number, number>; heart?: Asked;
}

/** Term → which words of a question mean it, and how surely. */
type MeantBy = Map<number, { word: AskedWord; sure: number }[]>;
interface Naming { by: MeantBy; whole: number }
interface Hit { place: Place; score: number; titled: number }

interface SearchWords {
  keys(word: string): string[];
  all(text: string): string[];
  root(key: string, tag: string): string;
  length(keys: string[]): number;
}

interface SearchIndex {
  words: SearchWords; common: Set<string>; terms: Map<string, number[]>; everyday: Record<string, string>;
  /** Groups of words that people say for one another, and those in which a phrase stands; its words are terms. */
  groups: string[][]; groupsOf: Map<string, number[]>;
  places: Place[]; questions: number; pages: number;
  /** Place → its names, each as terms; name → how many words it has that say nothing. */
  names: number[][][]; small: Map<number[], number>;
  /** Question → the pages to which its answer leads; folder → the terms for its kind of page. */
  leads: Map<number, number[]>; kinds: Record<string, number[]>;
  learn(part: SearchPart): void;
  take(field: FieldName, part: string): void;
  once<T>(name: string, make: () => T): T;
  isWhole(place: Place): boolean;
  standing(field: FieldName, term: number): Scores;
  rare(stands: number, all: number, least: number): number;
  rarity(term: number, kind: Kind, least?: number): number;
  amounts(term: number, kind: Kind): Scores;
  briefly(term: number): Scores;
  inNames(term: number): Scores;
  amountsOfGroup(group: number, holding: (term: number) => Scores): Scores;
}

/** What the scripts of the search offer one another, in the order in which they are loaded. */
interface Searching {
  WORD: RegExp;
  Words(rules: SearchRules): SearchWords;
  Consonants(groups: string[]): { written(word: string): string; typed(word: string): string };
  likeness(typed: string, known: string): number;
  sum(numbers: number[]): number;
  Index?(start: SearchStart): SearchIndex;
  PAGES?: Kind; QUESTIONS?: Kind; LEAST?: number;
  Asking?(start: SearchStart, index: SearchIndex): (text: string) => Asked;
  EVERYDAY?: number;
}

interface SearchEngine {
  words: SearchWords;
  ask(text: string): Asked;
  learn(part: SearchPart): void;
  take(field: FieldName, part: string): void;
  list(asked: Asked): Hit[];
  marks(asked: Asked, written: string): boolean;
  places: Place[];
}

/** What a script of the index hands over: its kind, and what it holds. */
type SearchPiece = ['start', SearchStart] | ['answers', ShortAnswer[]] | ['vocabulary', SearchPart]
  | ['words', FieldName, string] | ['texts', number, string[]] | ['end'];

/* -- a translator's page: generator/translate/rules.py, generator/render/desk/page.py ------------------------------ */

interface MarkedPart { name?: string; code?: string; link?: string; in?: Marked[]; em?: Marked[]; strong?: Marked[] }
type Marked = string | MarkedPart;

/** A run of * or _: how many of it are left, and whether it may open or close. */
interface Run { to: number; sign: string; left: number; all: number; open: boolean; close: boolean }
interface FoundLink { to: number; from: number; last: number; target: string; titled: string }
type FoundMark = Run | FoundLink | { to: number; node: Marked };

/** Classes of characters are gaps and lengths in turn; the others are patterns and limits. */
interface DeskRules {
  punctuation: number[]; white: number[]; letters: number[]; numerals: number[]; refused: number[]; stacked: number[];
  combining: number[]; own: number[]; pictured: number[]; zeros: number[];
  placeholder: string; address: string; called: string; uncalled: string; stopped: string; start: string; html: string; template: string; target: string; quoted: string;
  clitics: string; unspaced: string; break: string; closers: string; endings: Record<string, string>; rtl: boolean;
  stack: number; growth: number; more: number; short: number; shortMost: number; most: number; least: number; leastUnspaced: number;
  terms: { write: string; avoid: string[]; stems: string[][] }[];
}

interface DeskItem { key: string; text: string; translation: string; terms: number[]; draft: boolean; fingerprint: string }

interface DeskText {
  item: DeskItem; number: number; field: HTMLTextAreaElement; tick: HTMLInputElement; found: HTMLElement; preview: HTMLElement;
  sent: string;
}

interface DeskData {
  rules: DeskRules; texts: DeskItem[]; words: Record<string, { text: string; lang: string }>; header: string; file: string;
}

/** An entry of a PO file. */
interface DeskEntry { comments: string[]; flags: string; msgctxt?: string; msgid?: string; msgstr?: string }

interface Desk {
  checker(rules: DeskRules): { check(item: DeskItem, translation: string): string[][]; tree(text: string): Marked[] };
  sha256?(text: string): string;
}

interface Window {
  CitizenDesk: Desk;
  CitizenData: Toolkit;
  CitizenDataAnswers: AnswersTable;
  CitizenDataWords: Record<string, string | [words: string, language: string, direction: string]>;
  CitizenDataFrames: Record<'lang' | 'site' | 'skip' | 'header' | 'menu' | 'footer' | 'search' | 'checked' | 'unchecked', string>[];
  citizenDataAround(root: string): void;
  CitizenDataKeep: KeptList;
  CitizenDataKit: { files: string[]; frames: string[]; sheets: string[]; contents: string; absent: string };
  CitizenDataPacked: Record<string, string>;
  CitizenDataPapers: [id: string, tag: string, paper: Paper][];
  CitizenDataClassifier: ScreenParts & {
    version: string; first: number; levels: { id: string; number: number }[]; words: Record<string, string>;
  };
  CitizenDataClassifierResult: { html: string };
  CitizenDataClassifierDeeper: ScreenParts & { html: string };
  CitizenDataWorksheets: Record<string, Worksheet>;
  CitizenDataNarrowing: {
    heads: string[];
    facets: { id: string; label: OwnWords; options: [id: string, words: OwnWords][] }[];
    entries: Record<string, string[][]>;
    words: Record<string, OwnWords>;
  };
  fflate: {
    unzlibSync(bytes: Uint8Array): Uint8Array;
    zipSync(parts: Record<string, [Uint8Array, object]>): Uint8Array;
    strFromU8(bytes: Uint8Array): string;
    strToU8(words: string): Uint8Array;
  };
  citizenDataSearch: SearchPiece[];
  citizenDataSearching: Searching;
  citizenDataSearchEngine(start: SearchStart): SearchEngine;
  citizenDataSearchPanel(dialog: HTMLDialogElement): void;
}
