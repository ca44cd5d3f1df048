/** Light, dark or full sun. Nothing chosen: the phone decides. */
import { signal } from '@preact/signals-core';
import { remember, remembered } from './prefs.ts';

export const THEMES = ['auto', 'light', 'dark', 'sun'] as const;
export type Theme = (typeof THEMES)[number];

const stored = remembered('theme');
export const theme = signal<Theme>(THEMES.find((one) => one === stored) ?? 'auto');

export function applyTheme(): void {
  const root = document.documentElement;
  if (theme.value === 'auto') delete root.dataset['theme'];
  else root.dataset['theme'] = theme.value;
}

export function chooseTheme(next: Theme): void {
  theme.value = next;
  remember('theme', next);
  applyTheme();
}
