import { createContext } from 'react';

/** What a dialog gives the form in it. */
export interface FormInDialog {
  /** Set by the form: whether closing now loses what was typed. */
  isAtRisk: () => boolean;
  /** Closes the dialog; asks first where something would be lost. */
  readonly close: () => void;
}

/** The dialog around a form, if there is one. */
export const DialogContext = createContext<FormInDialog | undefined>(undefined);
