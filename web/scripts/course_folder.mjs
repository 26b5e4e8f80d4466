// A course's own scenarios: what lies in their folder, what they name, and what is wrong with them.

import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative, sep } from 'node:path';
import { ROOT, strings_in } from './files.mjs';
import { load_engine } from './load_engine.mjs';

const COMMAND = join(ROOT, 'build/native/relevance');
const FALL_BACK = join(ROOT, 'examples'); // what a folder does not hold may lie here
const RESERVED = ['validate']; // addresses of the page itself

const told = (file, code, message) => `relevance: ${code}: ${file}: ${message}`;

/** Where a text stands in a file, as the engine says it. */
function place_of(source, text) {
  const at = Math.max(0, source.indexOf(JSON.stringify(text)));
  const before = source.slice(0, at).split('\n');
  return `line ${before.length}, column ${before.at(-1).length + 1}`;
}

/** The first field that holds a text, as a JSON pointer. */
function field_of(value, text, pointer = '') {
  if (value === text) return pointer;
  if (typeof value !== 'object' || value === null) return null;
  for (const [name, member] of Object.entries(value)) {
    const found = field_of(member, text, `${pointer}/${name}`);
    if (found !== null) return found;
  }
  return null;
}

const is_file = (path) => existsSync(path) && statSync(path).isFile();
const leads_out = (name) => /^([/\\]|[a-z]:)|(^|[/\\])\.\.([/\\]|$)/i.test(name);
const within = (folder, path) => !relative(realpathSync(folder), realpathSync(path)).startsWith('..');

/** The file of that name: the folder's own, else that of examples/; null where there is none. */
function find(folder, name) {
  return [folder, FALL_BACK].map((where) => join(where, name)).find(is_file) ?? null;
}

/** One scenario: the files it takes, by name, and its mistakes. */
class Reader {
  files = new Map();
  mistakes = [];

  constructor(engine, folder, file) {
    [this.engine, this.folder, this.file] = [engine, folder, file];
    this.source = readFileSync(join(folder, file), 'utf8');
    this.files.set(file, join(folder, file));
  }

  fail(message, code = 'bad-scenario') { this.mistakes.push(told(this.file, code, message)); }
  fail_at(text, message, code) {
    this.fail(`${place_of(this.source, text)}: ${field_of(JSON.parse(this.source), text) ?? ''} ${message}`, code);
  }

  /** Whether a file may be taken; where not, it is told. */
  take(name) {
    if (leads_out(name)) return this.fail_at(name, `is "${name}", expected a path inside the folder of the scenario`);
    const path = find(this.folder, name);
    if (path === null) {
      const expected = `expected it in ${this.folder} or in examples/`;
      return this.fail_at(name, `is "${name}", and there is no such file; ${expected}`, 'asset-missing');
    }
    const home = path.startsWith(this.folder + sep) ? this.folder : FALL_BACK;
    if (!within(home, path)) return this.fail_at(name, `is "${name}", a link that leads out of the folder; expected a file in it`);
    this.files.set(name, path);
  }

  read() {
    if (!within(this.folder, join(this.folder, this.file))) this.fail('is a link that leads out of the folder; expected a file in it');
    const opened = this.engine.open(this.source);
    if (!opened.ok) {
      const { message, code, params } = opened.error;
      return leads_out(params.given ?? '') ? this.take(params.given) : this.fail(message, code); // told with its place
    }
    try {
      this.read_opened(opened.value);
    } finally {
      this.engine.close(opened.value.id);
    }
  }

  read_opened({ id, name, needs }) {
    const expected = this.file.slice(0, -5);
    if (name !== expected) this.fail_at(name, `is "${name}", expected "${expected}" as the file is called`);
    if (!/^[a-z0-9-]+$/.test(expected)) this.fail('is no name for a link; expected lower-case letters, digits and -');
    if (RESERVED.includes(expected)) this.fail(`is the address of a page of the lab; expected another name than ${RESERVED.join(', ')}`);
    const { experiment } = JSON.parse(this.source);
    const named = strings_in(experiment);
    const wanted = named.filter((text) => leads_out(text) || find(this.folder, text) !== null);
    for (const one of new Set([...needs, ...wanted])) this.take(one);
    for (const need of needs) {
      const path = this.files.get(need);
      const given = path ? this.engine.provide(id, need, new Uint8Array(readFileSync(path))) : { ok: true };
      if (!given.ok) this.fail_at(need, `is "${need}": ${given.error.message}`, given.error.code);
    }
  }
}

/** What `relevance check` finds in files that open: texts, formulas, the tasks' own tests. Where it is not built, nothing. */
function check(readers) {
  if (!existsSync(COMMAND)) return [];
  const folder = mkdtempSync(join(tmpdir(), 'relevance-lab-course-'));
  try {
    for (const [name, path] of readers.flatMap(({ files }) => [...files])) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      cpSync(path, join(folder, name));
    }
    return readers.flatMap(({ file }) => {
      const { status, stdout, stderr } = spawnSync(COMMAND, ['check', file], { cwd: folder, encoding: 'utf8' });
      if (status === 0) return [];
      const lines = stdout.split('\n').filter((line) => /: .+ /.test(line));
      return lines.length > 0 ? lines.map((line) => `relevance: bad-scenario: ${line}`) : [stderr.trim()];
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The names of a folder's scenarios, where each file they take lies, and all that is wrong, as lines to be printed. */
export async function read_course(folder) {
  const nothing = { scenarios: [], files: new Map() };
  if (!existsSync(folder) || !statSync(folder).isDirectory())
    return { ...nothing, mistakes: [`relevance: missing-file: "${folder}" given; expected a folder with scenario files`] };
  const names = readdirSync(folder).filter((name) => name.endsWith('.json') && !name.endsWith('.schema.json')).sort();
  if (names.length === 0)
    return { ...nothing, mistakes: [`relevance: missing-file: "${folder}" holds no scenario; expected at least one .json file`] };
  const engine = await load_engine();
  const readers = names.map((name) => new Reader(engine, folder, name));
  for (const reader of readers) reader.read();
  const sound = readers.filter(({ mistakes }) => mistakes.length === 0);
  return {
    scenarios: names.map((name) => name.slice(0, -5)), files: new Map(readers.flatMap(({ files }) => [...files])),
    mistakes: [...readers.flatMap(({ mistakes }) => mistakes), ...check(sound)],
  };
}
