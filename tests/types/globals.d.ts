/* What the scripts of the site share: the data that the generator writes for them, and what each offers to the others.
   `npx tsc -p tests/types` checks every script against it; tests/test_types.py does so where npm is. */

/* -- data of the site: generator/render/preview.py, generator/library/slots.py --------------------------------- */

interface Answers { conditions: Record<string, boolean>; answers: Record<string, boolean | number | string | string[]> }

interface AnswersTable {
  schema: string; rows: number; letters: number; bytes: number; remarks: string[]; zeros: string; blank: string; unprintable: string;
}

interface Slot {
  type?: 'lines' | 'date' | 'number' | 'tick' | 'choice' | 'choices';
  choices?: string[]; needed?: boolean; most?: number; when?: string; after?: string;
}

interface Contract {
  kind: string; paper: string; version: string; edition: string;
  conditions: string[]; slots: Record<string, Slot>; alone: string[][];
}

type Fragment = string | [condition: string, words: string, inside: Fragment[]];

interface Paper {
  id: string; kind: string; version: string; edition: string; contract: Contract;
  lang: string; dir: string; locale: string; language: string; checked: boolean; stamp: string; footer: string; title: string;
  remarks: Record<string, string>; leftOut: [string, string] | null; conditions: [string, string][]; original: string; blocks: Fragment[];
}

/* A page is our own: what is looked for in it is HTML, and stands there. */
interface ParentNode {
  querySelector(selectors: string): HTMLElement | null;
  querySelectorAll(selectors: string): NodeListOf<HTMLElement>;
}

interface Element { closest(selectors: string): HTMLElement | null }

/* -- answers.js, reader.js ---------------------------------------------------------------------------------------- */

type Values = Record<string, string | number>;

interface Refusal { id: string; values: Values }

interface Question {
  name: string; control: string; when: string; most: number; needed: boolean; boolean: boolean; alone: boolean; words: string;
  root: HTMLElement; spoken: Element; inputs: NodeListOf<HTMLInputElement>;
}

interface Said { text: string; how: string }

type Raw = Said | Raw[] | Map<string, Raw> | null;

interface Taken extends Answers { listed: [string, string][]; remarks: [string, string][]; another: boolean }

interface AnswersTools {
  Refusal: new (id?: string, values?: Values) => Refusal;
  questions(form: HTMLElement): Map<string, Question>;
  valueOf(question: Question): any;
  read(form: HTMLElement, all?: boolean): Answers;
  write(form: HTMLElement, file: Answers): void;
  addRow(form: HTMLElement, copies: HTMLElement): HTMLElement | null;
  rowOf(name: string): { table: string; number: number; column: string } | null;
  stripped(words: string, signs: string): string;
  clean(words: string): string;
  isBlank(words: string): boolean;
  inFigures(words: string): string;
  isWhole(words: string): boolean;
  isDay(words: string): boolean;
  parsed(text: string): Promise<any>;
  opened(file: File, password: string): Promise<any>;
  contentOf(file: File, exact?: boolean): Promise<string>;
  locked(file: object, password: string): Promise<object>;
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
  updateOne(name: string, value: unknown): boolean;
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

/* -- numbers.js and cells.js -- */

type Formula = (string | number)[];
type Numbers = Record<string, number>;
type StepOfSheet = [id: string, formula: Formula, digits: number];
interface Quantity { id: string; usual: number | null; least: number; most: number }
interface Worksheet {
  quantities: Quantity[];
  rows: { count: number; quantities: Quantity[]; steps: StepOfSheet[] } | null;
  steps: StepOfSheet[];
  sayings: [id: string, when: Formula][];
  trial: Numbers | null;
  cells: number;
}
type Cell = [row: number, column: number];
interface CountTable { corner: string; columns: string[]; rows: string[]; grid: (number | null)[][] }

interface Toolkit {
  answers?: AnswersTools;
  reader?: Reader;
  paper?: PaperTools;
  steps?: StepTools;
  language?: LanguageTools;
  unpacked?(name: string): Record<string, Uint8Array>;
  unpackedData?(name: string, file: string): any;
  word?(parts: Record<string, Uint8Array>, file: Answers, paper: Paper, days: { has(name: string): boolean }): Uint8Array;
  checklist?: { update(form: HTMLElement, place: HTMLElement): void };
  pack?: {
    boxFor(link: HTMLElement, chosen: boolean): HTMLInputElement;
    offer(part: Element, boxes: HTMLInputElement[], conditions: Record<string, boolean>): () => void;
  };
  numbers?: {
    workedOut(steps: Formula, values: Numbers): number | null;
    reckoned(sheet: Worksheet, given: Numbers): Numbers;
    said(sheet: Worksheet, values: Numbers): string[];
    sheet?: Worksheet;
  };
  cells?: {
    readTable(text: string, total: string, most: number): CountTable;
    checked(table: CountTable, limit: number): {
      small: Cell[]; others: Cell[]; weak: Cell[]; ranges: [cell: Cell, range: [least: number, most: number | null]][];
    };
    rounded(grid: number[][], base: number): number[][];
  };
  classifier?: { walk(taken: Map<string, string[]>): Walk; levelOf(said: Map<string, string[]>): string; join(): void };
  words?(id: string, values?: Values): string;
  say?<T extends HTMLElement>(part: T, id: string, values?: Values): T;
  element?<K extends keyof HTMLElementTagNameMap>(tag: K, css?: string, id?: string, values?: Values): HTMLElementTagNameMap[K];
  load?(address: string): Promise<void>;
}

/** Words, with their language and direction where these are not the page's. */
type OwnWords = string | [words: string, language: string, direction: string];

/* -- a translator's page: generator/translate/rules.py, generator/render/desk/page.py ------------------------------ */

type Marked = string | { name?: string; code?: string; link?: string; in?: Marked[]; em?: Marked[]; strong?: Marked[] };

interface Desk {
  checker(rules: any): { check(item: { text: string; terms: number[] }, translation: string): string[][]; tree(text: string): any[] };
  sha256?(text: string): string;
}

interface Window {
  CitizenDesk: Desk;
  CitizenData: Toolkit;
  CitizenDataAnswers: AnswersTable;
  CitizenDataWords: Record<string, string | [words: string, language: string, direction: string]>;
  CitizenDataFrames: Record<'lang' | 'site' | 'skip' | 'header' | 'menu' | 'footer' | 'search' | 'checked' | 'unchecked', string>[];
  citizenDataAround(root: string): void;
  CitizenDataKeep: { tag: string; version: string; bytes: number; fingerprint: string; files: [path: string, digest: string][] };
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
  MiniSearch: any;
  citizenDataSearch: any;
  citizenDataSearchEngine: any;
  citizenDataSearchPanel: any;
}
