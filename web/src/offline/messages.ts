/** What the page says to a newer build that waits. */
export const TAKE_OVER = 'take over';
