// Files for the student: a text, or an SVG as a PNG.

import { bytes_of } from '../engine/base64';

const SCALE = 2; // pixels of a PNG in a CSS pixel

function download(name: string, blob: Blob): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

export function save_text(name: string, text: string, type: string): void {
  download(name, new Blob([text], { type }));
}

/** Rejects where the browser cannot draw it: too large, or not a picture. */
export async function save_png(name: string, svg: string): Promise<void> {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = image.width * SCALE;
  canvas.height = image.height * SCALE;
  const context = canvas.getContext('2d');
  if (!context) throw new Error('no canvas');
  context.drawImage(image, 0, 0, canvas.width, canvas.height);
  const [, bytes = ''] = canvas.toDataURL('image/png').split(';base64,'); // toBlob waits seconds for an idle page
  if (bytes === '') throw new Error('too large');
  download(name, new Blob([bytes_of(bytes)], { type: 'image/png' }));
}

/** A frame of another origin than its own address may forbid files to be saved, and does not say so. */
export const may_be_refused = (): boolean => window !== window.top && window.origin === 'null';
