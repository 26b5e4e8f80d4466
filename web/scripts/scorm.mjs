// ./lab build --scorm SCENARIO… [controls=off] [solutions=off] [lang=en|de] [theme=auto|light|dark]:
// dist/scorm/NAMES.zip, a SCORM 1.2 package of the single file with these exercises alone.

import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { strToU8, zipSync } from 'fflate';
import { DIST, read_scenario, scenario_files, scenario_names } from './files.mjs';

export const OPTIONS = { controls: ['on', 'off'], solutions: ['on', 'off'], lang: ['en', 'de'], theme: ['auto', 'light', 'dark'] };
const LONGEST_NAME = 100;
const SAME_TIME = new Date(1980, 0, 1, 12); // the same package from the same files

class Refused extends Error {
  constructor(code, message) { super(`relevance: ${code}: ${message}`); }
}

/** Exercises and options of the command line. */
export function read_arguments(given) {
  const names = [...new Set(given.filter((one) => !one.includes('=')))];
  const known = scenario_names();
  if (names.length === 0) throw new Refused('missing-argument', `no scenario given; expected at least one of: ${known.join(', ')}`);
  const unknown = names.find((name) => !known.includes(name));
  if (unknown !== undefined) throw new Refused('unknown-scenario', `"${unknown}" given; expected one of: ${known.join(', ')}`);
  const options = new URLSearchParams();
  for (const one of given.filter((text) => text.includes('='))) {
    const [name, value] = one.split('=');
    const expected = OPTIONS[name];
    if (!expected) throw new Refused('bad-argument', `option "${name}" given; expected one of: ${Object.keys(OPTIONS).join(', ')}`);
    if (!expected.includes(value)) throw new Refused('bad-argument', `${name}="${value}" given; expected one of: ${expected.join(', ')}`);
    options.set(name, value);
  }
  if (names.every((name) => (read_scenario(name).tasks ?? []).every(({ ungraded }) => ungraded === true)))
    throw new Refused('no-tasks', `${names.join(', ')} given, without a graded task; expected at least one, for the score`);
  return { names, options: options.toString() };
}

const escape = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** The single file without what these exercises do not need, and with a note at its root of what it is. */
export function page_of(html, { names, options }) {
  const wanted = new Set(names.flatMap(scenario_files).map((file) => `examples/${file}`));
  const kept = html.replace(/<script type="text\/plain" data-asset="(examples\/[^"]*)">[^<]*<\/script>\n?/g,
    (whole, path) => (wanted.has(path) ? whole : ''));
  return kept.replace(/<html\b/, () => `<html data-course="${escape(JSON.stringify({ scenarios: names, options }))}"`);
}

/** Without scormtype="sco" Moodle takes the package for a mere file, complete as soon as it is opened. */
export function manifest_of({ names, options }) {
  const language = new URLSearchParams(options).get('lang') ?? 'en';
  const titles = names.map((name) => read_scenario(name).title[language]);
  const title = escape(titles.length === 1 ? titles[0] : `Relevance Lab: ${titles.join(', ')}`);
  return `<?xml version="1.0" encoding="UTF-8"?>
<manifest identifier="relevance-lab-${names.join('.')}" version="1.2"
  xmlns="http://www.imsproject.org/xsd/imscp_rootv1p1p2" xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_rootv1p2">
  <metadata><schema>ADL SCORM</schema><schemaversion>1.2</schemaversion></metadata>
  <organizations default="course">
    <organization identifier="course">
      <title>${title}</title>
      <item identifier="exercises" identifierref="page"><title>${title}</title></item>
    </organization>
  </organizations>
  <resources>
    <resource identifier="page" type="webcontent" adlcp:scormtype="sco" href="index.html"><file href="index.html"/></resource>
  </resources>
</manifest>
`;
}

function file_name(names) {
  const all = names.join('+');
  return `${all.length > LONGEST_NAME ? `${names[0]}+${names.length - 1}` : all}.zip`;
}

/** Writes the package and gives its path. */
export function write_package(given, folder = join(DIST, 'scorm')) {
  const course = read_arguments(given);
  const single = join(DIST, 'relevance-lab.html');
  if (!existsSync(single)) throw new Refused('missing-file', 'dist/relevance-lab.html is not there; expected it from ./lab build');
  const page = page_of(readFileSync(single, 'utf8'), course);
  const files = { 'imsmanifest.xml': strToU8(manifest_of(course)), 'index.html': strToU8(page) };
  mkdirSync(folder, { recursive: true });
  const path = join(folder, file_name(course.names));
  writeFileSync(path, zipSync(files, { level: 9, mtime: SAME_TIME }));
  return path;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    const given = process.argv.slice(2);
    if (given[0] === '--check') read_arguments(given.slice(1)); // before what takes long
    else console.log(write_package(given));
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    console.error(error.message);
    process.exit(2);
  }
}
