// The published schema says what the parser accepts: every scenario validates against it, and what
// the parser refuses by form, it refuses as well.

import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const root = resolve(fileURLToPath(import.meta.url), '../../..');
const read = (path) => JSON.parse(readFileSync(join(root, path), 'utf8'));
const scenarios = ['examples', 'tests/scenario/frozen'].flatMap((folder) =>
  readdirSync(join(root, folder)).filter((name) => name.endsWith('.json') && !name.endsWith('.schema.json'))
    .map((name) => `${folder}/${name}`));

const Ajv = await import('ajv/dist/2020.js').then((module) => module.default.default ?? module.default, () => undefined);
const skip = Ajv === undefined ? 'ajv is not installed' : false;
const validator = () => new Ajv({ strict: true, strictRequired: false, strictTypes: false }).compile(read('examples/scenario.schema.json'));

test('every scenario, shipped or frozen, validates', { skip }, () => {
  const validate = validator();
  assert.ok(scenarios.length >= 2);
  for (const path of scenarios) assert.ok(validate(read(path)), `${path}: ${JSON.stringify(validate.errors)}`);
});

test('mistakes of form do not validate', { skip }, () => {
  const validate = validator();
  const good = read('examples/lrp-min-networks.json');
  const formula = good.tasks.findIndex((task) => task.kind === 'formula');
  const mistakes = [
    (file) => { file.schema = 2; },
    (file) => { delete file.source; },
    (file) => { file.titel = file.title; },
    (file) => { delete file.title.de; },
    (file) => { file.symbols[0].quantity = 'y'; },
    (file) => { delete file.symbols[0].control; },
    (file) => { file.tasks[formula].kind = 'formel'; },
    (file) => { delete file.tasks[formula].quantity; },
    (file) => { file.tasks[formula].options = []; },
    (file) => { file.tasks[formula].tolerance = 0; },
    (file) => { file.tasks[formula].domain.a1 = [1]; },
    (file) => { file.tasks[formula].tests[0].status = 'ok'; },
    (file) => { delete file.tasks[formula].tests; },
  ];
  for (const mistake of mistakes) {
    const file = structuredClone(good);
    mistake(file);
    assert.ok(!validate(file), String(mistake));
  }
});
