// ./lab serve: the built page on 127.0.0.1. Takes the next free port if the one asked for is busy.

import { serve } from './static_server.mjs';

const [folder, wanted] = process.argv.slice(2);
const first = Number(wanted);
if (!Number.isInteger(first) || first < 0 || first > 65535) {
  console.error(`lab: "${wanted}" is no port, expected a number from 0 to 65535`);
  process.exit(2);
}
for (let port = first; port < first + 20; ++port) {
  try {
    const server = await serve({ '/': folder }, port);
    console.log(`\n  The lab is open at  http://127.0.0.1:${server.port}/\n  (Ctrl-C to close)\n`);
    break;
  } catch (error) {
    if (error.code !== 'EADDRINUSE' || port === first + 19) throw error;
  }
}
