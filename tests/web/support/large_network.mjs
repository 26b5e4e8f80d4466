// The exercise digits-lrp with another network in place of its own, on the page where own files are tried.

import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const EXAMPLES = resolve(fileURLToPath(import.meta.url), '../../../../examples');

/** Files to pick at #/validate: the exercise without its tasks, and the network. */
export function with_network(network) {
  const scenario = JSON.parse(readFileSync(join(EXAMPLES, 'digits-lrp.json'), 'utf8'));
  Object.assign(scenario.experiment, { models: ['models/large.onnx'], model_labels: ['large'], model_labels_de: ['groß'] });
  Object.assign(scenario, { name: 'large', tasks: [] });
  return [
    { name: 'large.json', mimeType: 'application/json', buffer: Buffer.from(JSON.stringify(scenario)) },
    { name: 'large.onnx', mimeType: 'application/octet-stream', buffer: Buffer.from(network) },
  ];
}

export const label = (page) => page.getByTestId('progress').getByText('Explaining layer by layer');

/** Picks them and waits until the first explanation stands. */
export async function explain_large(page, files, timeout = 60_000) {
  await page.getByTestId('pick-files').setInputFiles(files);
  await page.getByTestId('view-relevance').locator('canvas').first().waitFor({ timeout });
}
