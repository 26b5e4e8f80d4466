// A small static server for local use: the page, the browser tests and the benchmarks.

import { createServer } from 'node:http';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { extname, join, resolve, sep } from 'node:path';
import { gzipSync } from 'node:zlib';

const TYPES = {
  '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.mjs': 'text/javascript',
  '.css': 'text/css', '.wasm': 'application/wasm', '.woff2': 'font/woff2',
  '.json': 'application/json', '.svg': 'image/svg+xml', '.png': 'image/png',
};

// what a host gzips, and digits
const PACKED = ['.html', '.js', '.mjs', '.css', '.json', '.svg', '.txt', '.csv', '.idx1-ubyte', '.idx3-ubyte'];
const packed = new Map(); // by file and its time

/** A file as it is sent: gzipped where that is worth it and understood. */
function body_of(file, accepts) {
  const bytes = readFileSync(file);
  if (!PACKED.includes(extname(file)) || !/\bgzip\b/.test(accepts ?? '')) return { bytes, headers: {} };
  const key = `${file} ${statSync(file).mtimeMs}`;
  if (!packed.has(key)) packed.set(key, gzipSync(bytes, { level: 9 }));
  return { bytes: packed.get(key), headers: { 'content-encoding': 'gzip', vary: 'accept-encoding' } };
}

/**
 * Serves `folders`, a map from URL prefix ("/", "/courses/lab/") to folder, on 127.0.0.1.
 * Port 0 takes any free one. `instead(path, response)` may answer itself and return true: tests play a bad host so.
 * Returns { port, close }.
 */
export function serve(folders, port = 0, instead = () => false) {
  const roots = Object.entries(folders)
    .map(([prefix, folder]) => [prefix, resolve(folder)])
    .sort(([a], [b]) => b.length - a.length);
  const find = (path) => {
    for (const [prefix, folder] of roots) {
      if (!path.startsWith(prefix)) continue;
      const file = resolve(join(folder, path.slice(prefix.length) || 'index.html'));
      const inside = file.startsWith(folder + sep);
      if (inside && existsSync(file) && statSync(file).isFile()) return file;
    }
    return undefined;
  };
  const server = createServer((request, response) => {
    let file;
    try {
      const path = decodeURIComponent(new URL(request.url, 'http://localhost').pathname);
      if (instead(path, response)) return;
      file = find(path);
    } catch {
      file = undefined; // a malformed address names no file
    }
    if (!file) {
      response.writeHead(404, { 'content-type': 'text/plain' }).end('not found');
      return;
    }
    const { bytes, headers } = body_of(file, request.headers['accept-encoding']);
    response.writeHead(200, { 'content-type': TYPES[extname(file)] ?? 'application/octet-stream', ...headers }).end(bytes);
  });
  return new Promise((done, failed) => {
    server.once('error', failed);
    server.listen(port, '127.0.0.1', () => done({
      port: server.address().port,
      close: () => new Promise((closed) => {
        server.closeAllConnections();
        server.close(closed);
      }),
    }));
  });
}
