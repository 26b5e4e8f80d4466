// A seeded monkey on every exercise: no complaint, no bar that never ends, no nonsense on the screen, nothing lost.
// ./lab monkey [ACTIONS] [SEED] [SCENARIO] is the long form, and repeats what this one finds.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { scenario_names } from '../../web/scripts/files.mjs';
import { launch, new_page, serve_site } from './support/browser.mjs';
import { Monkey } from './support/monkey.mjs';

const { MONKEY_ACTIONS = '84', MONKEY_SEED = '1', MONKEY_SCENARIO } = process.env;
const ALL = scenario_names();
const EACH = Math.ceil(Number(MONKEY_ACTIONS) / ALL.length);
const NAMES = MONKEY_SCENARIO ? [MONKEY_SCENARIO] : ALL;
let browser;
let site;
before(async () => { [browser, site] = await Promise.all([launch(), serve_site()]); });
after(async () => { await browser.close(); await site.close(); });

describe(`a monkey, ${EACH} actions on each`, { concurrency: 2 }, () => {
  for (const name of NAMES) {
    test(name, async () => {
      const visit = await new_page(browser);
      await visit.page.addInitScript(() => { window.print = () => undefined; });
      const seed = Number(MONKEY_SEED) * ALL.length + ALL.indexOf(name); // whichever others there are, the same walk
      await new Monkey(visit, seed).walk(`${site.url}#/${name}`, EACH).catch((error) => {
        assert.fail(`${error.message}\nagain: ./lab monkey ${MONKEY_ACTIONS} ${MONKEY_SEED} ${name}`);
      });
      await visit.context.close();
    });
  }
});
