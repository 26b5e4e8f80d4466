// What a tour of an exercise shows, in its own words: what is on its stage, what can be set, what is asked.

import type { Lab } from '../state/lab.svelte';
import { say } from '../views/fields';
import { caption_text } from '../words/captions';
import { fill } from '../words/dictionary';
import { HELP } from '../words/help';
import { traits_of } from '../views/registry';
import { arrange } from './arrange';
import { first_step } from './first_step';

/** `at`: where it stands, or on a narrow page the tab it stands behind. */
export interface TourStep { at: string[]; head: string; text: string }

const seen = (selector: string) => [...document.querySelectorAll(selector)].find((one) => one.getClientRects().length > 0) ?? null;

/** The first of the places that is seen. */
export function place_of(step: TourStep): Element | null {
  return step.at.reduce<Element | null>((found, selector) => found ?? seen(selector), null);
}

export function tour_of(lab: Lab): TourStep[] {
  const { language } = lab;
  const told = HELP[language].tour;
  const foot_text = (sets: string) => (sets === '' ? told.stage : lab.words.hints.bars);
  const { lead, bars, foot, panel } = arrange(lab.views, lab.controls, traits_of);
  const titles = lead.map((view) => say(view.title, language)).join(' · ');
  const caption = lead.map((view) => caption_text(view.caption, language)).find((text) => text !== '') ?? '';
  const off = new Set(lab.disabled.map(({ name }) => name));
  const first = panel.find(({ name, help }) => !off.has(name) && say(help, language) !== '') ?? panel.find(({ name }) => !off.has(name));
  const setting = first ? `${say(first.label, language)}: ${say(first.help, language) || HELP[language].ways[first.kind]}` : '';
  const tasks = lab.opened?.tasks ?? [], steps = lab.opened?.solution.length ?? 0;
  const [check] = lab.checks;
  const all: (TourStep | false)[] = [
    lead.length > 0 && { at: ['.stage .lead'], head: titles, text: [caption, first_step(lab)].filter((text) => text !== '').join(' ') },
    bars[0] !== undefined && { at: ['.stage .steps'], head: say(bars[0].label, language), text: told.steps },
    foot[0] !== undefined && { at: ['.stage .foot'], head: say(foot[0].title, language), text: foot_text(foot[0].sets) },
    { at: ['.stage .view header'], head: say(lead[0]?.title ?? { en: '', de: '' }, language), text: told.marks },
    { at: ['.panel', '[data-tab=controls]'], head: lab.words.controls, text: `${told.panel} ${setting}` },
    check !== undefined && { at: ['[data-testid=checks]', '[data-tab=controls]'], head: say(check.label, language), text: told.checks },
    tasks[0] !== undefined && {
      at: ['.tasks', '[data-tab=tasks]'], head: lab.words.tasks,
      text: `${fill(told.tasks, { n: tasks.length })}\n\n${say(tasks[0].prompt, language)}`,
    },
    steps > 0 && { at: ['.solution', '[data-tab=solution]'], head: lab.words.solution, text: told.solution },
    { at: ['header .share'], head: lab.words.share, text: told.share },
  ];
  return all.filter((step) => step !== false && place_of(step) !== null) as TourStep[];
}
