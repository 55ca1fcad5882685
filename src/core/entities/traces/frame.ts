/** A frame of a trace, and how near its code is to the program that failed. Shared by the readers of all languages. */
import type { CodePlace, FoldedException } from '../../../contracts/answer';

/** 0: the program's own code; 1: an installed package that many programs do not share; 2: a library or framework; 3: the runtime. */
export type Tier = 0 | 1 | 2 | 3;

export interface Frame {
  readonly path: string;
  readonly line: number | null;
  readonly name: string | null;
  readonly tier: Tier;
}

/** One exception of a chain of causes. */
export interface Thrown {
  readonly type: string;
  readonly message: string;
  /** Line that names it. */
  readonly at: number;
  /** The one nearest to the throw first. */
  readonly frames: Frame[];
}

/** Lines [begin, end) that are one trace. */
export interface Trace {
  readonly begin: number;
  readonly end: number;
  /** Line that names the innermost cause. */
  readonly causeAt: number;
  readonly exception: FoldedException;
  /** What the program met at last, where it is another exception than the cause. */
  readonly outer: Pick<FoldedException, 'type' | 'message'> | null;
}

/** Reads a trace that begins at a line; null: none does. */
export type TraceReader = (lines: readonly string[], begin: number, stop: number) => Trace | null;

const MAX_MESSAGE = 500;

/** The trace of a chain, innermost cause first (`head`: what it led to); its frame is the deepest own one of the innermost cause that has any. */
export function foldChain(chain: readonly Thrown[], begin: number, end: number, head?: Thrown): Trace | null {
  const [cause] = chain;
  if (!cause) return null;
  const numFrames = chain.reduce((sum, { frames }) => sum + frames.length, 0);
  const { type, message } = cause;
  return {
    begin,
    end,
    causeAt: cause.at,
    outer: head && head !== cause ? { type: head.type, message: head.message.trim() } : null,
    exception: {
      type,
      message: message.trim().slice(0, MAX_MESSAGE).toWellFormed(),
      frame: placeOf(chain),
      numFrames,
    },
  };
}

/** Own code first, of whichever cause; else a package that is no well-known library. */
function placeOf(chain: readonly Thrown[]): CodePlace | null {
  for (const tier of [0, 1] as const)
    for (const { frames } of chain) {
      const found = frames.find((frame) => frame.tier === tier);
      if (found) return { file: shortPath(found.path), line: found.line, name: found.name };
    }
  return null;
}

const PACKAGES = /^.*[/\\](?:site-packages|dist-packages|node_modules|vendor|gems)[/\\]/;
/** Folders by which build servers and images lead to a program. */
const ROOTS =
  /^(?:\w:)?[/\\](?:home|Users|builds?|work|workspace|var|opt|usr|srv|app|code|tmp|root|github|__w|go|data|mnt|private|runner)[/\\]/;
const KEPT_FOLDERS = 3;

/** Without the folders that lead to the package; what is left is an end of the path, as the trace writes it. */
function shortPath(path: string): string {
  const inPackage = path.replace(PACKAGES, '');
  if (inPackage.length < path.length) return inPackage;
  const bare = path.replace(/^(?:file|webpack):\/\/\/?(?=\/|\.)/, '');
  if (!ROOTS.test(bare)) return bare;
  const parts = bare.split(/[/\\]/);
  if (parts.length <= KEPT_FOLDERS + 1) return bare;
  const kept = parts.slice(-KEPT_FOLDERS);
  return bare.slice(bare.length - kept.join('/').length);
}

export function numberOf(digits: string | undefined): number | null {
  return digits === undefined ? null : Number(digits);
}
