// Version-1 scenarios as they were shipped: a file that is edited is no longer what was shipped.

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const folder = join(resolve(fileURLToPath(import.meta.url), '../../..'), 'tests/scenario/frozen');

// Add a line when a version is shipped; never change one.
const SHIPPED = {
  'digits-lrp.json': 'e6e9f63fe6bfa6704ccddc1e5756957caf6faf8fc0938dca36f64ba66b71ed00',
  'lrp-min-networks.json': 'ab9df7b0d0a1bca7fb455702be138abd593d630a3f91d3201d4985e33b7a6326',
  'positive-homogeneity.json': '1f3f0fcdffdc6b07323f25226cb34a33db6251c1995c859cf72cd4553eb38732',
  'prototype-digits.json': '04b5e36c36fabc515b72a00ac8e71dce7a7e368dab7c4f39c33d9f8de3ee6cd5',
  'prototype-linear.json': '3583ad360e34cbe85f9fb35bf611b2752b74adcb67fa9d1a068571e18f22fa82',
  'taylor-rbf.json': 'dc2f6e44c51642a8224fb703b7681aeb9da52f0ade2abf4e5375e8cf44ea58b9',
};

test('shipped scenarios are frozen', () => {
  assert.deepEqual(readdirSync(folder).sort(), Object.keys(SHIPPED).sort());
  for (const [name, hash] of Object.entries(SHIPPED))
    assert.equal(createHash('sha256').update(readFileSync(join(folder, name))).digest('hex'), hash, `${name} was edited`);
});
