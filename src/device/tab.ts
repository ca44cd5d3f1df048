/**
 * One tab at a time: two would write one log twice. The browser's locks say who is first; where it has none, tabs ask each other. Whoever
 * is wrong about it can still write nothing: the lease in the database is checked with every writing.
 */
export interface Tab {
  /** Am I the one? When not, `onTurn` is called if the other one ends. */
  take(onTurn: () => void): Promise<boolean>;
  /** Become the one; the other is told. */
  steal(): Promise<void>;
  /** Called when another tab became the one. */
  onLost(call: () => void): void;
}

const NAME = 'jekulu';
/** How long a living tab may take to answer. */
const ANSWER = 300;

export const browserTab = (): Tab => (navigator.locks ? lockTab(navigator.locks) : askingTab());

function lockTab(locks: LockManager): Tab {
  let lost = (): void => undefined;
  let queue: AbortController | undefined;
  /** Holds the lock until the page goes, or until it is stolen. */
  const hold = (options: LockOptions, got: (lock: Lock | null) => void): void => {
    let held = false;
    locks
      .request(NAME, options, (lock) => {
        held = lock !== null;
        got(lock);
        return lock ? new Promise(() => undefined) : undefined;
      })
      .catch(() => {
        if (held) lost();
      });
  };
  return {
    take: (onTurn) =>
      new Promise((answer) =>
        hold({ ifAvailable: true }, (lock) => {
          answer(lock !== null);
          if (lock) return;
          queue = new AbortController();
          hold({ signal: queue.signal }, onTurn);
        }),
      ),
    steal: () => {
      queue?.abort();
      return new Promise((done) => hold({ steal: true }, () => done()));
    },
    onLost: (call) => {
      lost = call;
    },
  };
}

/** Older browsers: ask whether somebody is there, and tell them when they no longer are the one. */
function askingTab(): Tab {
  const channel = new BroadcastChannel(NAME);
  let mine = false;
  let lost = (): void => undefined;
  let heard = (): void => undefined;
  channel.onmessage = ({ data }) => {
    if (data === 'who' && mine) channel.postMessage('me');
    if (data === 'me') heard();
    if (data === 'mine' && mine) {
      mine = false;
      lost();
    }
  };
  return {
    take: () =>
      new Promise((answer) => {
        const free = setTimeout(() => {
          mine = true;
          answer(true);
        }, ANSWER);
        heard = () => {
          clearTimeout(free);
          answer(false);
        };
        channel.postMessage('who');
      }),
    steal: async () => {
      mine = true;
      channel.postMessage('mine');
    },
    onLost: (call) => {
      lost = call;
    },
  };
}
