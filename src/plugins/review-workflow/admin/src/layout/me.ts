import { createContext, useContext } from 'react';
import type { MeView } from '../../../../../contracts/officer';

export const MeContext = createContext<MeView | null>(null);

/** The signed-in officer; inside the Shell there always is one. */
export function useMe(): MeView {
  const me = useContext(MeContext);
  if (me === null) throw new Error('useMe is for what stands inside the Shell.');
  return me;
}
