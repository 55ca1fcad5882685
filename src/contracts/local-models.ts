// Models that lie on this machine: what a file of one is, where it is kept, and what the thread of models is asked.

import type { LocalModels } from './model-question';
import type { ModelName, Pace } from './written-summary';

/** What the header of a model's file says. */
export interface ModelFacts {
  /** As its makers named it, on one line; '': they did not. */
  readonly title: string;
  readonly architecture: string;
  /** Most tokens that it was made to read at once. */
  readonly contextTokens: number;
  readonly numVocabulary: number;
  readonly numTensors: number;
  /** It knows how a question is put to it; without, it goes on with text instead of answering. */
  readonly hasTemplate: boolean;
}

export type ModelFaultCode =
  | 'not-gguf'
  | 'version'
  | 'byte-order'
  /** It ends before it should. */
  | 'cut'
  | 'damaged'
  | 'unknown-type'
  | 'empty'
  | 'parts'
  | 'no-vocabulary'
  | 'no-context'
  /** It does not write text. */
  | 'no-writer';

export type ModelCheck =
  | { readonly ok: true; readonly facts: ModelFacts }
  | {
      readonly ok: false;
      readonly code: ModelFaultCode;
      readonly byteOffset: number;
      /** Sentences for the user: what is wrong, at which byte, what to do. */
      readonly why: string;
    };

/** What the thread of models answers. */
export interface ModelsApi extends LocalModels {
  /** Checks a file of a model; a whole one is the one at hand from then on. @throws Error when it cannot be read. */
  openFile(file: File): Promise<ModelCheck>;
  /** Copies the file at hand into the browser. @throws Error with a sentence when there is no room. */
  keepFile(onBytes: (done: number, total: number) => void): Promise<void>;
  /** Files in the browser. */
  keptFiles(): Promise<readonly ModelName[]>;
  /** Deletes one from the browser. */
  forgetFile(name: string): Promise<void>;
  /** Loads the file that is named and asks it something short. @throws Error with a sentence when it cannot run. */
  measureFile(file: ModelName, onPace: (pace: Pace) => void): Promise<Pace>;
}
