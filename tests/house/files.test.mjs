// Facts about the files of the house.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { HOSTED_POLICY } from '../../web/scripts/lab_plugin.mjs';

const root = resolve(fileURLToPath(import.meta.url), '../../..');

test('lock files hold no addresses', () => {
  assert.doesNotMatch(readFileSync(join(root, 'package-lock.json'), 'utf8'), /"resolved"|https?:\/\/registry/);
});

test('no `any` and no module-level let in the page', () => {
  const files = execFileSync('git', ['ls-files', 'web/src'], { cwd: root, encoding: 'utf8' }).split('\n')
    .filter((name) => /\.(ts|svelte)$/.test(name));
  assert.ok(files.length > 20);
  for (const file of files) {
    const text = readFileSync(join(root, file), 'utf8');
    assert.doesNotMatch(text, /:\s*any\b|<any>|as any\b/, file);
    if (file.endsWith('.ts')) assert.doesNotMatch(text, /^(export )?let /m, file);
  }
});

test('a line ends before 140', () => {
  const names = execFileSync('git', ['ls-files', 'web/src', 'web/scripts', 'tests'], { cwd: root, encoding: 'utf8' }).split('\n');
  const files = names.filter((name) => /\.(ts|svelte|m?js|css)$/.test(name));
  assert.ok(files.length > 100);
  const long = files.flatMap((file) => readFileSync(join(root, file), 'utf8').split('\n')
    .flatMap((line, i) => ([...line].length > 140 ? [`${file}:${i + 1}`] : [])));
  assert.deepEqual(long, []);
});

test('every model has a card and stays small', () => {
  const models = readdirSync(join(root, 'examples/models')).filter((name) => name.endsWith('.onnx'));
  assert.ok(models.length >= 3);
  for (const model of models) {
    assert.ok(readFileSync(join(root, 'examples/models', model)).length < 64 * 1024 * 4 + 4096, model);
    const card = readFileSync(join(root, 'examples/models', model.replace('.onnx', '.md')), 'utf8');
    for (const word of [/data/i, /architecture/i, /seed/i, /relevance train/, /accuracy/i]) assert.match(card, word, model);
  }
});

test('what the README asks of a host is what the pages themselves allow', () => {
  const block = /content security policy[^]*?```\n([^]*?)```/.exec(readFileSync(join(root, 'README.md'), 'utf8'))[1];
  const asked = block.split(/;\s*/).map((one) => one.trim()).filter((one) => one !== '');
  const allowed = HOSTED_POLICY.split('; ').filter((one) => one.includes("'self'"));
  assert.deepEqual(asked.toSorted(), allowed.toSorted());
});
