// Why a tool found nothing to answer with, as a code and a sentence for the person.
import type { ToolErrorCode } from '../../contracts/ask';

export class ToolFailure extends Error {
  readonly code: ToolErrorCode;
  constructor(code: ToolErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}
