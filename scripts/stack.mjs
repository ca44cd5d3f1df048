// What a Node program is doing at this moment, even one that is caught in an endless turn: `node --experimental-websocket scripts/stack.mjs PID`.
import { setTimeout as sleep } from 'node:timers/promises';

const pid = Number(process.argv[2]);
// Opens its inspector at the usual port of this machine.
process.kill(pid, 'SIGUSR1');
setTimeout(() => end('no answer'), 15_000);

const socket = new WebSocket(await address());
const urls = new Map();
let last = 0;
const ask = (method, params = {}) => socket.send(JSON.stringify({ id: ++last, method, params }));
socket.onopen = async () => {
  ask('Debugger.enable');
  ask('Debugger.pause');
  await sleep(3000);
  // Nothing runs that could be stopped: it waits.
  ask('Runtime.evaluate', { expression: 'process.getActiveResourcesInfo().join(" ")' });
};
socket.onmessage = ({ data }) => {
  const { method, params, result } = JSON.parse(data);
  if (method === 'Debugger.scriptParsed') urls.set(params.scriptId, params.url);
  else if (method === 'Debugger.paused') end(params.callFrames.map(frame).join('\n  '));
  else if (result?.result?.value) end(`waits for: ${result.result.value}`);
};

const frame = ({ functionName, location }) =>
  `${functionName || '…'} ${urls.get(location.scriptId)}:${location.lineNumber + 1}`;

async function address() {
  for (;;) {
    try {
      const [target] = await (await fetch('http://127.0.0.1:9229/json/list')).json();
      return target.webSocketDebuggerUrl;
    } catch {
      await sleep(200);
    }
  }
}

function end(text) {
  console.error(`  ${pid}: ${text}`);
  process.exit(0);
}
