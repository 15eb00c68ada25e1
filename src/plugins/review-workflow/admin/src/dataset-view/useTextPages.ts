import { useEffect, useRef, useState } from 'react';
import { openText, type TextStream } from './textStream';

const PAGE_CHARACTERS = 4_000;

interface Shown {
  readonly text: string | null;
  readonly last: boolean;
  readonly failed: boolean;
}

/** One page of a long text; pages before it are remembered, what follows is left on the server. */
export function useTextPages(url: string, page: number): Shown {
  const stream = useRef<TextStream | null>(null);
  const [shown, setShown] = useState<Shown>({ text: null, last: false, failed: false });
  useEffect(
    () => () => {
      stream.current?.close();
      stream.current = null;
    },
    [url],
  );
  useEffect(() => {
    let current = true;
    const show = async () => {
      stream.current ??= await openText(url);
      // One character more tells whether there is another page.
      const read = await stream.current.readTo(page * PAGE_CHARACTERS + 1);
      if (!current) return;
      const text = read.slice((page - 1) * PAGE_CHARACTERS, page * PAGE_CHARACTERS);
      setShown({ text, last: read.length <= page * PAGE_CHARACTERS, failed: false });
    };
    show().catch(() => current && setShown({ text: null, last: true, failed: true }));
    return () => {
      current = false;
    };
  }, [url, page]);
  return shown;
}
