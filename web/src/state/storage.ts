// What a browser remembers between visits; in a sandboxed frame, only until it closes.

const memory = new Map<string, string>();
const PREFIX = 'relevance-lab.';

export function recall(key: string): string | null {
  try {
    return memory.get(key) ?? localStorage.getItem(PREFIX + key);
  } catch {
    return memory.get(key) ?? null;
  }
}

/** What all windows of the browser have of it; null: nothing, or there is no storage. */
export function recall_shared(key: string): string | null {
  try {
    return localStorage.getItem(PREFIX + key);
  } catch {
    return null;
  }
}

/** Whether it outlives this page: it does not where storage is refused or full. */
export function remember(key: string, value: string): boolean {
  try {
    localStorage.setItem(PREFIX + key, value);
    memory.delete(key);
    return true;
  } catch {
    memory.set(key, value);
    return false;
  }
}

export function forget(key: string): void {
  memory.delete(key);
  try {
    localStorage.removeItem(PREFIX + key);
  } catch { /* then it was never kept */ }
}

/** Whether anything outlives this page. */
export function keeps(): boolean {
  try {
    localStorage.setItem(`${PREFIX}trial`, '1');
    localStorage.removeItem(`${PREFIX}trial`);
    return true;
  } catch {
    return false;
  }
}

/** What one tab of the browser remembers while it is open. */
export function recall_here(key: string): string | null {
  try {
    return sessionStorage.getItem(PREFIX + key);
  } catch {
    return null;
  }
}

export function remember_here(key: string, value: string): void {
  try {
    sessionStorage.setItem(PREFIX + key, value);
  } catch { /* then it is not remembered */ }
}
