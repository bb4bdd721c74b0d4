// Measures one peer: correctness first, then speed. See README.md.
//   node driver.mjs TARGET [--urls URL,URL] [--pids PID,PID] [--connections 8] [--seconds 15]
import fs from 'node:fs';
import { parseArgs } from 'node:util';
import { connections } from './http.mjs';
import * as targets from './targets.mjs';

const UNITS = 50;
const BUYERS = 200;
const ITEMS = 60;
const PLENTY = 1_000_000;
const TICKS_PER_SECOND = 100;

const { values: options, positionals: [name] } = parseArgs({
  allowPositionals: true,
  options: {
    urls: { type: 'string', default: 'http://127.0.0.1:9000' },
    pids: { type: 'string', default: '' },
    connections: { type: 'string', default: '8' },
    seconds: { type: 'string', default: '15' },
  },
});
const urls = options.urls.split(',');
const target = targets[name](urls);
const run = Date.now().toString(36);

await oversell();
await repeat();
await speed(Number(options.connections), 'first');
await speed(Number(options.connections), 'again');
await speed(1, 'alone');

/** 50 units, 200 buyers at once, spread over the processes of the peer. */
async function oversell() {
  const [item] = await target.stock(1, UNITS);
  const agent = connections(BUYERS);
  const outcomes = await Promise.all(Array.from({ length: BUYERS }, (_, i) =>
    target.reserve(agent, urls[i % urls.length], item, `buyer-${run}-${i}`).catch(() => 'failed')));
  agent.destroy();
  const count = (outcome) => outcomes.filter((each) => each === outcome).length;
  console.log(`${UNITS} units, ${BUYERS} buyers: sold ${count('sold')}, refused ${count('refused')},`
    + ` failed ${count('failed')}; the peer says ${await target.taken(item)} are taken`);
}

/** The same reservation twice: as after a lost response, and as after a double click. */
async function repeat() {
  const [item] = await target.stock(1, UNITS);
  const agent = connections(2);
  const reserve = (order) => target.reserve(agent, urls[0], item, order);
  await reserve(`repeat-${run}`);
  await reserve(`repeat-${run}`);
  const oneAfterTheOther = await target.taken(item);
  await Promise.all([reserve(`double-${run}`), reserve(`double-${run}`)]);
  const atOnce = (await target.taken(item)) - oneAfterTheOther;
  agent.destroy();
  console.log(`the same reservation twice: took ${oneAfterTheOther} units one after the other,`
    + ` ${atOnce} at once`);
}

/** One unit at a time of 60 items in turn, on some connections. */
async function speed(count, label) {
  const items = await stocked();
  const agent = connections(count);
  const cpu = cpuSeconds();
  const began = process.hrtime.bigint();
  const end = Date.now() + Number(options.seconds) * 1_000;
  const latencies = [];
  const others = {};
  let turn = 0;
  await Promise.all(Array.from({ length: count }, async (_, connection) => {
    for (let i = 0; Date.now() < end; i++) {
      const item = items[turn++ % items.length];
      const sent = process.hrtime.bigint();
      const outcome = await target
        .reserve(agent, urls[connection % urls.length], item, `${label}-${run}-${connection}-${i}`)
        .catch(() => 'failed');
      if (outcome === 'sold') {
        latencies.push(Number(process.hrtime.bigint() - sent) / 1e6);
      } else {
        others[outcome] = (others[outcome] ?? 0) + 1;
      }
    }
  }));
  const seconds = Number(process.hrtime.bigint() - began) / 1e9;
  const used = cpuSeconds() - cpu;
  agent.destroy();
  latencies.sort((one, other) => one - other);
  const percentile = (part) => latencies[Math.ceil(part * latencies.length) - 1]?.toFixed(1);
  console.log(`${count} connections, ${ITEMS} items, ${seconds.toFixed(1)} s (${label}):`
    + ` ${(latencies.length / seconds).toFixed(1)} reservations/s,`
    + ` p50 ${percentile(0.5)} ms, p99 ${percentile(0.99)} ms`
    + (options.pids ? `, CPU ${((used * 1_000) / latencies.length).toFixed(1)} ms each` : '')
    + (Object.keys(others).length ? `, other outcomes ${JSON.stringify(others)}` : ''));
}

/** The items of the speed runs; those of the correctness runs are not used again. */
async function stocked() {
  stocked.items ??= await target.stock(ITEMS, PLENTY);
  return stocked.items;
}

/** CPU time of the processes and their children, from /proc. */
function cpuSeconds() {
  const roots = options.pids.split(',').filter(Boolean).map(Number);
  const processes = fs.readdirSync('/proc').filter((each) => /^\d+$/.test(each)).flatMap((pid) => {
    try {
      const fields = fs.readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1).split(' ');
      return [{
        pid: Number(pid),
        parent: Number(fields[1]),
        ticks: Number(fields[11]) + Number(fields[12]),
      }];
    } catch {
      return [];
    }
  });
  const counted = new Set(roots);
  for (let size = 0; size !== counted.size;) {
    size = counted.size;
    processes.filter((each) => counted.has(each.parent)).forEach((each) => counted.add(each.pid));
  }
  const ticks = processes
    .filter((each) => counted.has(each.pid))
    .reduce((sum, each) => sum + each.ticks, 0);
  return ticks / TICKS_PER_SECOND;
}
