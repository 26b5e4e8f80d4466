// What a script is about: the exercise as it stands on the page.

import { load_asset, load_scenario } from '../engine/assets';
import type { Lab } from '../state/lab.svelte';
import type { Subject } from './sources';

/** Rejects where the scenario's file does not come, or says no kind. Null where nothing is open. */
export async function present_subject(lab: Lab): Promise<Subject | null> {
  if (lab.scenario === null) return null;
  const { experiment } = JSON.parse(await load_scenario(lab.scenario)) as { experiment: { kind: string } & Record<string, unknown> };
  if (!lab.opened) return null;
  const { kind, ...config } = experiment;
  return {
    kind, config, title: lab.opened.title, statement: lab.opened.statement, language: lab.language, link: lab.permalink(),
    controls: lab.controls, values: lab.settings.values, quantities: lab.quantities, views: lab.views, asset: load_asset,
  };
}
