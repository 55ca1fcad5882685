// Something that only the user can decide, asked where the page shows it.
import type { Question } from '../contracts/threads';
import type { App } from './app';

/** Shows a question and waits; an analysis that ends takes its question with it. */
export function askUser(app: App, question: Question): Promise<boolean> {
  return new Promise((resolve) => {
    const answer = (goOn: boolean): void => {
      app.session.setState({ question: null });
      resolve(goOn);
    };
    app.session.setState({ question: { ...question, answer } });
  });
}
