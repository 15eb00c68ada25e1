import { useEffect, useState } from 'react';

/** A pause in typing, after which what was typed is asked for. */
const PAUSE_MS = 250;

/** A text as it was when typing last paused: one question for a word, not one for each letter. */
export function useSettled(text: string): string {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return settled;
}
