// Of digits in IDX files, those of one class: so many bytes less for a notebook to carry.

const IMAGES_HEAD = 16, LABELS_HEAD = 8; // bytes: magic number, count, and of images rows and columns

/** Pixels of the first `count` images of a class ("all": of any), one byte each, row by row. Raises where a file is too short. */
export function digits_of_class(images: Uint8Array, labels: Uint8Array, digit: string, count: number): Uint8Array {
  if (images.length < IMAGES_HEAD || labels.length < LABELS_HEAD) {
    throw new Error(`IDX files of ${images.length} and ${labels.length} bytes, expected images and labels`);
  }
  const view = new DataView(images.buffer, images.byteOffset);
  const size = view.getUint32(8) * view.getUint32(12);
  const wanted = (i: number) => digit === 'all' || labels[LABELS_HEAD + i] === Number(digit);
  const places = Array.from({ length: view.getUint32(4) }, (_, i) => i).filter(wanted).slice(0, count);
  const pixels = new Uint8Array(places.length * size);
  places.forEach((place, i) => pixels.set(images.subarray(IMAGES_HEAD + place * size, IMAGES_HEAD + (place + 1) * size), i * size));
  return pixels;
}
