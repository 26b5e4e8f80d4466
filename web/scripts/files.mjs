// Which files a build takes, and from where.

import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = resolve(fileURLToPath(import.meta.url), '../../..');

/** The folder with engine.mjs and engine.wasm; LAB_ENGINE names another one. */
export const ENGINE = resolve(ROOT, process.env.LAB_ENGINE ?? 'build/wasm');
export const EXAMPLES = resolve(ROOT, process.env.LAB_EXAMPLES ?? 'examples');

/** Where a build leaves what it makes, and what it makes on the way; LAB_DIST and LAB_BUILD name other folders. */
export const DIST = resolve(ROOT, process.env.LAB_DIST ?? 'dist');
export const BUILD = resolve(ROOT, process.env.LAB_BUILD ?? 'build');
export const CARDS = join(BUILD, 'cards');
export const FIRST = join(BUILD, 'first');

function walk(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? walk(join(folder, entry.name)) : [join(folder, entry.name)]);
}

export function scenario_names() {
  const is_scenario = (name) => name.endsWith('.json') && !name.endsWith('.schema.json');
  return readdirSync(EXAMPLES).filter(is_scenario).map((name) => name.slice(0, -5)).sort();
}

export function read_scenario(name) {
  return JSON.parse(readFileSync(join(EXAMPLES, `${name}.json`), 'utf8'));
}

/** All texts in a scenario: what it names is among them. */
export function strings_in(value) {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(strings_in) : [];
}

/** All that one exercise may ask for: its file and what it names. */
export function scenario_files(name) {
  const named = new Set(strings_in(read_scenario(name)));
  return page_files().filter((file) => file === `${name}.json` || named.has(file));
}

/** Names, relative to examples/, of all a page may ask for: scenarios, models, test data. */
export function page_files() {
  const scenarios = scenario_names();
  const named = new Set(scenarios.flatMap((name) => strings_in(read_scenario(name))));
  const all = walk(EXAMPLES).map((file) => relative(EXAMPLES, file).replaceAll('\\', '/'));
  const wanted = (file) => named.has(file) || file.endsWith('.onnx') || /(^|\/)test-[^/]*ubyte$/.test(file);
  return [...scenarios.map((name) => `${name}.json`), ...all.filter(wanted)];
}

export function engine_wasm() {
  return readFileSync(join(ENGINE, 'engine.wasm'));
}

const LZMA = ['--format=lzma', '--lzma1=preset=9e,dict=2MiB,lc=4,lp=0,pb=0', '-k', '-c'];
const packed = { hash: '', bytes: Buffer.alloc(0) };

/** The same as the page loads it: LZMA, a quarter smaller than what a host's gzip makes of it. */
export function packed_wasm() {
  const hash = hash_of(engine_wasm());
  if (packed.hash !== hash) {
    packed.bytes = execFileSync('xz', [...LZMA, join(ENGINE, 'engine.wasm')], { maxBuffer: 1 << 26 });
    packed.hash = hash;
  }
  return packed.bytes;
}

export function wasm_name() {
  return `engine-${hash_of(engine_wasm())}.wasm.lzma`;
}

export function hash_of(bytes, digits = 8) {
  return createHash('sha256').update(bytes).digest('hex').slice(0, digits);
}

const HASH_DIGITS = 16; // against damage on the way, not against forgery

/** All that lies beside a hosted page, by address: the engine, files of the exercises, what these open with. */
function beside_the_page(single) {
  const examples = page_files().map((file) => [`examples/${file}`, readFileSync(join(EXAMPLES, file))]);
  const first = single ? [] : walk(FIRST).map((file) => [`first/${basename(file)}`, readFileSync(file)]); // one file waits for no line
  return [[wasm_name(), packed_wasm()], ...examples, ...first];
}

export const hosted_files = () => beside_the_page(false);

/** Of all a page may load, length and hash: what arrives is held against them. */
export function manifest(single) {
  const entry = (bytes) => ({ bytes: bytes.length, hash: hash_of(bytes, HASH_DIGITS) });
  return Object.fromEntries(beside_the_page(single).map(([path, bytes]) => [path, entry(bytes)]));
}

const CHAPTERS = ['Relevance', 'Similarity', 'Prototypes', 'Anomalies', 'Series and dynamics']; // as a course goes; others after them

/** In the order of chapters, by place within them; those without a place last, by name. */
function in_course_order(cards) {
  const rank = ({ chapter }) => (CHAPTERS.includes(chapter.en) ? CHAPTERS.indexOf(chapter.en) : CHAPTERS.length);
  const place_of = ({ place }) => place || Number.MAX_SAFE_INTEGER;
  return cards.sort((a, b) => rank(a) - rank(b) || a.chapter.en.localeCompare(b.chapter.en, 'en') || place_of(a) - place_of(b));
}

/** What render_cards.mjs left of an exercise. */
function rendered(name) {
  const card = join(CARDS, `${name}.json`);
  return existsSync(card) ? JSON.parse(readFileSync(card, 'utf8')) : { needs: [], pictures: [] };
}

/** The pictures of the gallery, by exercise. */
export function card_pictures() {
  return Object.fromEntries(scenario_names().map((name) => [name, rendered(name).pictures]));
}

/** What there is, in the words of the gallery. `tasks`: those that are graded; `recorded`, where there are any: those that are not. */
export function catalogue() {
  return in_course_order(scenario_names().map((name) => {
    const { title, chapter, place = 0, summary, tasks = [] } = read_scenario(name);
    const recorded = tasks.filter(({ ungraded }) => ungraded === true).length;
    const graded = { tasks: tasks.length - recorded, ...(recorded > 0 && { recorded }) };
    return { name, title, chapter, place, summary, ...graded, needs: rendered(name).needs };
  }));
}

/** Whether what is built is for students alone: without solutions and keys. */
export const is_student = () => scenario_names().every((name) => read_scenario(name).student === true);
