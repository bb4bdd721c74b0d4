// Measures the live board of a sale against the running local cloud: from the answer to a
// reservation until the board shows it. It starts a sale and ends it, which takes minutes.
//   eval "$(./netstock env)"; node console/browser/board.mjs SKU
import {api, launch, open, signIn, visit} from './support.mjs';

const ROUNDS = 40;
const sku = process.argv[2];
const sale = `board-${Date.now().toString(36)}`;
await api('PUT', '/v1/sale-mode', {wanted: 'on', plan: {sale, skus: [sku], shards: 1}});
const browser = await launch();
const page = await visit(browser);
await signIn(page, 'ken', '/orders');
await open(page, '/sale');
await page.getByText('Units sold').waitFor();
const units = () =>
  page.evaluate(() => {
    const label = [...document.querySelectorAll('dt')].find(it => it.textContent === 'Units sold');
    return Number(label?.nextElementSibling?.textContent?.replaceAll(',', ''));
  });
const times = [];
for (let round = 0; round < ROUNDS; round++) {
  const before = await units();
  const order = `${sale}-${round}`;
  const {status} = await api('PUT', `/v1/orders/${order}/reservation`, {lines: [{sku, quantity: 1}]});
  if (status !== 201) {
    throw new Error(`The reservation was answered with ${status}`);
  }
  const from = performance.now();
  while ((await units()) !== before + 1) {
    await new Promise(resolve => setTimeout(resolve, 20));
  }
  times.push(performance.now() - from);
  await api('DELETE', `/v1/orders/${order}/reservation`);
  while ((await units()) !== before) {
    await new Promise(resolve => setTimeout(resolve, 20));
  }
}
await browser.close();
await api('PUT', '/v1/sale-mode', {wanted: 'off'});
times.sort((a, b) => a - b);
const at = share => Math.round(times[Math.min(ROUNDS - 1, Math.ceil(share * ROUNDS) - 1)]);
console.log(`from the answer to the board, ${ROUNDS} orders: p50 ${at(0.5)} ms, p99 ${at(0.99)} ms`);
