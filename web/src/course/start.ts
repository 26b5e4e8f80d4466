// The lab as a part of a course: in a frame of another page, or in a package for a gradebook.

import { mount } from 'svelte';
import { lab } from '../state/lab.svelte';
import { Course } from './course.svelte';
import Embedded from './Embedded.svelte';
import type { Gradebook } from './gradebook';
import { Host, is_framed } from './host';
import { read_plan } from './plan';

export async function start(target: HTMLElement): Promise<void> {
  const packed = document.documentElement.dataset['course'];
  const plan = read_plan(location.hash, packed);
  const host = is_framed() && !packed ? new Host() : null;
  const [scenario] = plan.scenarios;
  let book: Gradebook | null = null;
  if (packed) book = new (await import('./scorm')).Scorm();
  else if (host && scenario !== undefined) book = new (await import('./splice')).Splice(host, scenario);
  target.textContent = '';
  mount(Embedded, { target, props: { lab, course: new Course(lab, plan, book), host } });
}
