// Measures each view of the console against the running local cloud: what it loads (gzip), and the
// time from the request of the address until its figures are on the page, without a browser cache.
//   eval "$(./netstock env)"; node console/browser/figures.mjs
import {readFileSync} from 'node:fs';
import {gzipSync} from 'node:zlib';
import {api, CONSOLE, launch, settled, signIn, visit} from './support.mjs';

const ROUNDS = 5;
const {body} = await api('GET', '/v1/replenishment-requests?limit=1');
const sku = process.argv[2] ?? body.requests.at(0)?.sku ?? process.env.CATALOGUE_SKUS?.split(' ').at(0);
const VIEWS = [
  ['Today', '/'],
  ['Stock', '/stock'],
  ['SKU', `/skus/${sku}`],
  ['Orders', '/orders'],
  ['Movements and files', '/movements?tab=imports'],
  ['Replenishment', '/replenishment'],
  ['Locations and channels', '/places'],
  ['Malls', '/malls'],
  ['Sale', '/sale'],
  ['Reconcile', '/reconcile'],
  ['Operations', '/operations'],
];

const browser = await launch();
console.log('| view | JS, KiB gz | CSS, KiB gz | usable after, ms (median of 5) |\n|---|---:|---:|---:|');
for (const [name, path] of VIEWS) {
  const times = [];
  let sizes = {js: 0, css: 0};
  for (let round = 0; round < ROUNDS; round++) {
    const page = await visit(browser);
    await signIn(page, 'ken', '/orders');
    const cdp = await page.context().newCDPSession(page);
    await cdp.send('Network.setCacheDisabled', {cacheDisabled: true});
    const loaded = new Set();
    page.on('response', it => {
      const file = new URL(it.url()).pathname;
      if (file.startsWith('/assets/')) {
        loaded.add(file);
      }
    });
    const from = performance.now();
    await page.goto(CONSOLE + path, {waitUntil: 'commit'});
    await page.locator('h1').first().waitFor();
    await settled(page);
    times.push(performance.now() - from);
    sizes = {js: size(loaded, '.js'), css: size(loaded, '.css')};
    await page.context().close();
  }
  times.sort((a, b) => a - b);
  console.log(`| ${name} | ${sizes.js} | ${sizes.css} | ${Math.round(times[Math.floor(ROUNDS / 2)])} |`);
}
await browser.close();

function size(files, ending) {
  const bytes = [...files]
    .filter(it => it.endsWith(ending))
    .reduce((sum, it) => sum + gzipSync(readFileSync(`${import.meta.dirname}/../target/site${it}`)).length, 0);
  return Math.round(bytes / 1024);
}
