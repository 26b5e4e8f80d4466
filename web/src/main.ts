import './app.css';
import './print.css';
import { mount } from 'svelte';
import App from './App.svelte';
import { keep_links_here } from './state/own_links';
import { watch_print } from './ui/print';

const target = document.getElementById('app');

function show_lab(into: HTMLElement): void {
  into.textContent = '';
  mount(App, { target: into });
}

/** Whether the page is a part of a course: a frame of another page, or built for a gradebook. */
const in_course = /[?&]embed(=|&|$)/.test(location.hash) || document.documentElement.dataset['course'];

if (target) {
  // where the course's part does not come, the whole lab is better than nothing
  if (in_course) import('./course/start').then(({ start }) => start(target)).catch(() => show_lab(target));
  else show_lab(target);
  watch_print();
  keep_links_here();
}
