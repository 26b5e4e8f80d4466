// Page speed in headless Chromium: from the hand to the picture, first load, time to interactive.

import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { cell, mark, percentile, print_trips, settings_of_all, trips, visit } from './bench_moves.mjs';
import { first_load, first_minute, WAYS } from './bench_load.mjs';
import { serve } from './static_server.mjs';

const TARGETS = { gallery_kb: 90, first_load_kb: 350, interactive_ms: 1000, steps_per_s: 60 };

/** Ascents of ten prototypes that climb together through the convolutional network, while the page paints. */
const CLIMBS = [
  ['norm', '&penalty=l2'], ['density', '&penalty=gaussian'], ['PCA', '&penalty=pca'], ['decoder', '&penalty=decoder'],
  ['all four at once', ''],
];
const CLIMB_MS = 3000;

/** Runs in the page: plays from step 0, and reads how far the run stands with each frame of the screen. */
function climb(longest) {
  const bar = document.querySelector('[data-testid=bar-step]');
  const read = () => bar.querySelector('.count').innerText.split('/').map(Number);
  bar.querySelector('[aria-label=Play]').click();
  return new Promise((done) => {
    let begun = 0, from = 0, frames = 0;
    const look = () => {
      const [step, end] = read();
      const now = performance.now();
      if (begun === 0 && step > 0) [begun, from] = [now, step];
      else if (begun > 0) frames += 1;
      const seconds = (now - begun) / 1000;
      const over = begun > 0 && (now - begun > longest || step >= end);
      if (over) done({ steps_per_s: (step - from) / seconds, frames_per_s: frames / seconds });
      else requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });
}

async function climbs(browser, address) {
  const rows = [];
  for (const [name, query] of CLIMBS) {
    const compare = query === '' ? 1 : 0;
    const { page, context } = await visit(browser, `${address}#/prototype-digits?model=digits-cnn&step=0&compare=${compare}${query}`);
    rows.push({ name, ...await page.evaluate(climb, CLIMB_MS) });
    await context.close();
  }
  return rows;
}

function print_climbs(ascents) {
  const what = 'prototype-digits, ten classes on the convolutional network: ascent steps a second while the page paints';
  console.log(`\n${what} (target: ${TARGETS.steps_per_s})`);
  for (const row of ascents) {
    const steps = `${cell(row.steps_per_s, 8)} ${mark(row.steps_per_s >= TARGETS.steps_per_s)}`;
    console.log(`  ${row.name.padEnd(30)}${steps}  at ${row.frames_per_s.toFixed(0)} frames a second`);
  }
}

function print_load(load, gallery_kb, total) {
  const of = (kilobytes, target) => `${kilobytes.toFixed(1)} of ${target} ${mark(kilobytes <= target)}`;
  console.log(`\nUntil the gallery stands, gzipped KB: ${of(gallery_kb, TARGETS.gallery_kb)}, after ${load.ms.toFixed(0)} ms`);
  console.log(`First load, gzipped KB: ${of(total, TARGETS.first_load_kb)}`);
  for (const { path, bytes, early } of load.parts) {
    console.log(`  ${path.padEnd(44)}${cell(bytes / 1024, 8)}${early ? '  before the gallery' : ''}`);
  }
}

function print_first_pictures(rows) {
  console.log(`\nFrom opening an exercise to its first picture, ms (target: ${TARGETS.interactive_ms})`);
  for (const { name, interactive } of rows) {
    console.log(`  ${name.padEnd(44)}${cell(interactive, 8)} ${mark(interactive <= TARGETS.interactive_ms)}`);
  }
}

const VISITS = 3; // the median of so many

/** How the first minute goes: words, then pictures, on every way to come. */
async function first_minutes(browser, address) {
  const of = (ms, target) => `${cell(ms, 8)} ${target === undefined ? ' '.repeat(10) : `${mark(ms <= target)} of ${target}`.padEnd(10)}`;
  const all = [];
  console.log(`\nFrom the address to the words, and to the first picture, ms (median of ${VISITS})`);
  for (const scenario of ['digits-lrp', 'lrp-min-networks']) for (const way of WAYS) {
    const visits = [];
    for (let i = 0; i < VISITS; ++i) visits.push(await first_minute(browser, address, scenario, way));
    const [words, picture] = ['words', 'picture'].map((what) => percentile(visits.map((visit) => visit[what]), 0.5));
    console.log(`  ${`${scenario}, ${way.name}`.padEnd(66)}${of(words, way.words_ms)}${of(picture, way.picture_ms)}`);
    all.push({ scenario, way: way.name, words, picture });
  }
  return all;
}

/** Measures the built page under `root`/dist/site and prints what it found. */
export async function bench_page(root) {
  const site = join(root, 'dist/site');
  const server = await serve({ '/': site });
  const address = `http://127.0.0.1:${server.port}/`;
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
      '--disable-component-update', '--disable-sync'],
  });
  try {
    const rows = await trips(browser, address);
    const settings = await settings_of_all(browser, address);
    const ascents = await climbs(browser, address);
    const load = await first_load(browser, address, site);
    const kilobytes = (parts) => parts.reduce((sum, part) => sum + part.bytes, 0) / 1024;
    const [gallery_kb, total] = [kilobytes(load.parts.filter((part) => part.early)), kilobytes(load.parts)];
    print_trips(rows, settings);
    print_climbs(ascents);
    print_load(load, gallery_kb, total);
    print_first_pictures(rows);
    const minutes = await first_minutes(browser, address);
    return { rows, settings, ascents, gallery_kb, first_load_kb: total, minutes };
  } finally {
    await browser.close();
    await server.close();
  }
}

if (process.argv[1] && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  await bench_page(resolve(dirname(fileURLToPath(import.meta.url)), '../..'));
}
