import { useRef } from 'react';

/** For a dialog without a trigger of its own: when it closes, the focus goes back to where it was. */
export function useFocusBack() {
  const before = useRef(document.activeElement);
  return (event: Event) => {
    event.preventDefault();
    if (before.current instanceof HTMLElement) before.current.focus();
  };
}
