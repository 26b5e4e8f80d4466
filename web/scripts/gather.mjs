// node web/scripts/gather.mjs [--student] [--scenarios DIR]: what ./lab build builds from, where that is not examples/ as it stands.
// Prints the folder. A mistake in a file is told with line, column and field, and nothing of an earlier build is touched.

import { cpSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { read_course } from './course_folder.mjs';
import { BUILD, EXAMPLES, page_files, scenario_names } from './files.mjs';
import { strip } from './strip.mjs';

class Usage extends Error {}

export function read_options(given) {
  const options = { student: false, scenarios: null };
  for (let i = 0; i < given.length; ++i) {
    if (given[i] === '--student') options.student = true;
    else if (given[i] === '--scenarios' && given[i + 1]) options.scenarios = resolve(given[++i]);
    else throw new Usage(`relevance: bad-argument: "${given[i]}" given; expected --student or --scenarios DIR`);
  }
  return options;
}

/** Of examples/: all that a page may ask for, by name. */
function own_files() {
  return { scenarios: scenario_names(), files: new Map(page_files().map((name) => [name, join(EXAMPLES, name)])), mistakes: [] };
}

/** Writes the folder a build reads, whole or not at all. */
function write(folder, { scenarios, files }, student) {
  const fresh = `${folder}.new`;
  rmSync(fresh, { recursive: true, force: true });
  for (const [name, path] of files) {
    mkdirSync(dirname(join(fresh, name)), { recursive: true });
    const is_scenario = scenarios.includes(name.replace(/\.json$/, ''));
    if (student && is_scenario) writeFileSync(join(fresh, name), JSON.stringify(strip(JSON.parse(readFileSync(path, 'utf8'))), null, 1));
    else cpSync(path, join(fresh, name));
  }
  rmSync(folder, { recursive: true, force: true });
  renameSync(fresh, folder);
}

export async function gather(given, build = BUILD) {
  const { student, scenarios } = read_options(given);
  const course = scenarios === null ? own_files() : await read_course(scenarios);
  if (course.mistakes.length > 0) return { folder: null, mistakes: course.mistakes };
  const folder = join(build, student ? 'student' : 'course');
  write(folder, course, student);
  return { folder, mistakes: [] };
}

async function main() {
  const { folder, mistakes } = await gather(process.argv.slice(2));
  for (const mistake of mistakes) console.error(mistake);
  if (folder === null) process.exit(1);
  console.log(folder);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) main().catch((error) => {
  console.error(error instanceof Usage ? error.message : error.stack);
  process.exit(error instanceof Usage ? 2 : 1);
});
