// Keeps the whole site for the time without a network. What is kept is one build, every file held against its hash:
// a newer one stands beside it, and takes over when all agree.

import { cleanupOutdatedCaches, precacheAndRoute, type PrecacheEntry } from 'workbox-precaching';
import { TAKE_OVER } from './messages';

declare const FILES_OF_THE_SITE: PrecacheEntry[]; // web/scripts/write_offline.mjs puts them here
const worker = self as unknown as { skipWaiting(): void };

precacheAndRoute(FILES_OF_THE_SITE, { cleanURLs: false, ignoreURLParametersMatching: [/.*/] });
cleanupOutdatedCaches();
addEventListener('message', (event) => { if (event.data === TAKE_OVER) worker.skipWaiting(); });
