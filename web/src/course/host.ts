// The page around this one, where it stands in a frame: who it is, and what it is told.

/** Its origin; '' where the browser does not say, 'null' where it has none. */
function host_origin(): string {
  const [nearest] = Array.from(location.ancestorOrigins ?? []);
  if (nearest !== undefined) return nearest;
  try {
    return new URL(document.referrer).origin;
  } catch {
    return '';
  }
}

export const is_framed = (): boolean => window.parent !== window;

export class Host {
  #origin = host_origin();

  /** Messages go to that origin alone; where it has none or cannot be known, to whoever frames this page. */
  post(message: Record<string, unknown>): void {
    window.parent.postMessage(message, this.#origin === '' || this.#origin === 'null' ? '*' : this.#origin);
  }

  /** Whether a message comes from the page around this one, and from nowhere else. */
  sent(event: MessageEvent): boolean {
    return event.source === window.parent && (this.#origin === '' || event.origin === this.#origin);
  }

  /** The one who answered what only the host was asked is the host from now on. */
  trust(event: MessageEvent): void {
    if (this.#origin === '') this.#origin = event.origin;
  }
}
