import './app.css';
import './print.css';
import { mount } from 'svelte';
import App from './App.svelte';
import { keep_links_here } from './state/own_links';
import { watch_print } from './ui/print';

const target = document.getElementById('app');
if (target) {
  target.textContent = '';
  mount(App, { target });
  watch_print();
  keep_links_here();
}
