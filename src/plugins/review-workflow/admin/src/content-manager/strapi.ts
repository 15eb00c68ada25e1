/** What is used of the content manager's own interface for plugins. */
import type { ReactNode } from 'react';

export interface EditViewProps {
  readonly model: string;
  /** None while something is being created. */
  readonly documentId?: string;
}

interface Described<Description> {
  (props: EditViewProps): Description | null;
  readonly type?: string;
  readonly position?: unknown;
}

export type SidePanel = Described<{ readonly title: string; readonly content: ReactNode }>;
export type DocumentAction = Described<object>;

export interface ContentManager {
  readonly apis: {
    addEditViewSidePanel(change: (panels: readonly SidePanel[]) => readonly SidePanel[]): void;
    addDocumentAction(
      change: (actions: readonly DocumentAction[]) => readonly DocumentAction[],
    ): void;
    addBulkAction(change: (actions: readonly DocumentAction[]) => readonly DocumentAction[]): void;
  };
}
