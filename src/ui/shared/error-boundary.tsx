// A view that fails says so in its place; the rest of the page goes on.

import { Component, type ReactNode } from 'react';
import { t } from '../../words/t';
import { Notice } from './notice';

interface ErrorBoundaryProps {
  /** What failed, for the user: 'The ticket'. */
  readonly what: string;
  readonly children: ReactNode;
}

export class ErrorBoundary extends Component<ErrorBoundaryProps, { readonly error: Error | null }> {
  override state = { error: null as Error | null };

  static getDerivedStateFromError(error: Error) {
    return { error };
  }

  override render(): ReactNode {
    const { error } = this.state;
    if (error === null) return this.props.children;
    return (
      <Notice tone="alarm" testId="view-failed">
        {t('{what} could not be shown: {message}. The other views and the exports are not touched by it.', {
          what: this.props.what,
          message: error.message,
        })}
      </Notice>
    );
  }
}
