// Models that lie on this machine: what a file of one is, where it is kept, and what the thread of models is asked.

import type { LocalModels } from './model-question';
import type { DroppedFile } from './threads';
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
  /** Ends what is measured, checked or copied, too. */
  stopWork(): void | Promise<void>;
  /** Files in the browser. */
  keptFiles(): Promise<readonly ModelName[]>;
  /** Deletes one from the browser. */
  forgetFile(name: string): Promise<void>;
  /** Loads the file that is named and asks it something short. @throws Error with a sentence when it cannot run. */
  measureFile(file: ModelName, onPace: (pace: Pace) => void): Promise<Pace>;
  /**
   * Checks the folder of a model file by file, and copies a whole one into the browser.
   * @throws Error with a sentence when there is no room or a file cannot be read
   */
  importFolder(
    files: readonly DroppedFile[],
    onBytes: (stage: 'checking' | 'copying', done: number, total: number) => void,
  ): Promise<FolderCheck>;
  /** Folders in the browser. */
  keptFolders(): Promise<readonly ModelName[]>;
  forgetFolder(name: string): Promise<void>;
  /** Null: the model of this name can run here; else why not. */
  whyNotFolder(name: string): Promise<string | null>;
}

/** What the browser says of the model that it brings along; 'absent': it knows of none. */
export type BuiltInState = 'absent' | 'unavailable' | 'downloadable' | 'downloading' | 'available';

/** The browser's own model, which exists in windows only. */
export interface BuiltInModel extends LocalModels {
  state(): Promise<BuiltInState>;
  /** Has the browser fetch it: only ever by the person's click. @throws Error as the browser words it */
  download(onShare: (share01: number) => void): Promise<void>;
}

/** What is known of a folder with a model for WebGPU. */
export interface FolderFacts extends ModelName {
  /** Most tokens that it reads at once. */
  readonly contextTokens: number;
  /** It counts in 16 bits, which not every graphics processor does. */
  readonly needsF16: boolean;
  readonly largestTensorBytes: number;
}

export type FolderCheck =
  | { readonly ok: true; readonly facts: FolderFacts }
  | {
      readonly ok: false;
      /** The file that is wrong, from the folder on. */
      readonly file: string;
      /** Sentences for the user: what is wrong with it, what to do. */
      readonly why: string;
    };
