// What a browser remembers between visits; in a sandboxed frame, only until it closes.

const memory = new Map<string, string>();
const PREFIX = 'relevance-lab.';

export function recall(key: string): string | null {
  try {
    return localStorage.getItem(PREFIX + key);
  } catch {
    return memory.get(key) ?? null;
  }
}

export function remember(key: string, value: string): void {
  try {
    localStorage.setItem(PREFIX + key, value);
  } catch {
    memory.set(key, value);
  }
}
