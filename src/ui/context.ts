import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Jekulu } from './contract.ts';

export const JekuluContext = createContext<Jekulu | null>(null);

export function useJekulu(): Jekulu {
  const jekulu = useContext(JekuluContext);
  if (!jekulu) throw new Error('a screen stands outside the app');
  return jekulu;
}
