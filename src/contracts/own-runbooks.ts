/** A runbook of the user's own, as it lies in the browser. */
export interface OwnRunbook {
  /** As dropped, with its folder ('runbooks/db.md'); one of a path takes the place of the one before. */
  readonly path: string;
  /** Markdown. */
  readonly text: string;
  readonly savedMs: number;
}

/** More is a wiki, and no runbooks. */
export const MOST_RUNBOOKS = 500;
export const MOST_RUNBOOK_BYTES = 2 ** 20;
