/** The bytes that a base64 text stands for. Throws where it is none. */
export const bytes_of = (text: string): Uint8Array<ArrayBuffer> => Uint8Array.from(atob(text), (c) => c.charCodeAt(0));
