/** The screens behind the door come as one part with their look: shown without it, they would fall apart before somebody's eyes. */
function look(): Promise<void> {
  const link = document.querySelector<HTMLLinkElement>('link[rel=inside]');
  if (!link) return Promise.resolve();
  return new Promise((done, failed) => {
    link.onload = () => done();
    link.onerror = () => {
      link.rel = 'inside';
      failed();
    };
    link.rel = 'stylesheet';
  });
}

export const inside = () => Promise.all([import('./inside.tsx'), look()]).then(([part]) => part);

/** Sheets, lists and forms: most people go there first. */
export const sheets = () => Promise.all([import('../../ui/records/index.tsx'), import('../../modules/screens.ts')]);
