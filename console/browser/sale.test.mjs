// The board of a sale in a real Chromium, while ./netstock sale-day sells on the running local cloud.
// It plans a sale and ends it.
import assert from 'node:assert/strict';
import {spawn} from 'node:child_process';
import {after, before, test} from 'node:test';
import {anySku, api, check, eventually, launch, open, SALE_LIMIT_MS, screenshot, signIn, tabTo, untilSaleIs, visit} from './support.mjs';

const NAME = `watched-${Date.now().toString(36)}`;
const SALE_DAY = ['sale-day', '--seconds', '20', '--rate', '6', '--skus', '4', '--shards', '0'];
let browser;

before(async () => {
  browser = await launch();
});

after(() => browser?.close());

/** The simulator. It exits with 0 if its verdict passes. */
function saleDay() {
  const child = spawn('../netstock', SALE_DAY, {stdio: ['ignore', 'pipe', 'inherit']});
  const printed = [];
  child.stdout.on('data', text => printed.push(String(text)));
  const ended = new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', code => resolve({code, printed: printed.join('')}));
  });
  return {ended, hasEnded: () => child.exitCode !== null, stop: () => child.kill()};
}

async function figure(page, label) {
  const text = await page.locator('dt', {hasText: new RegExp(`^${label}$`)}).locator('xpath=following::dd[1]').innerText();
  return Number(text.replaceAll(',', ''));
}

test('the board of a planned sale shows what sale-day sells, as it sells it', async t => {
  await untilSaleIs('off');
  const page = await visit(browser);
  await signIn(page, 'ken', '/sale?tab=plan');
  await tabTo(page, page.getByLabel('Name of the sale'));
  await page.keyboard.type(NAME);
  await tabTo(page, page.getByLabel('SKUs that will be hot'));
  await page.keyboard.type(await anySku('umeda', 5));
  await tabTo(page, page.getByLabel('Shards of each SKU'));
  await page.keyboard.press('Control+A');
  await page.keyboard.type('1');
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').getByRole('button', {name: 'Plan the sale'}).click();
  await untilSaleIs('on');

  await open(page, '/sale');
  await page.getByText('Units sold', {exact: true}).waitFor();
  const before = await figure(page, 'Units sold');
  const simulator = saleDay();
  t.after(simulator.stop);
  const first = await eventually(async () => {
    const units = await figure(page, 'Units sold');
    assert.ok(units > before, `${units} units are on the board`);
    return units;
  }, SALE_LIMIT_MS);
  // On a busy machine one refresh may show the whole sale.
  await eventually(async () => {
    const units = await figure(page, 'Units sold');
    assert.ok(units > first || simulator.hasEnded(), `${units} units are on the board`);
  }, SALE_LIMIT_MS);
  await screenshot(page, 'sale-running-en');

  const {code, printed} = await simulator.ended;
  assert.equal(code, 0, printed);
  const {body: sale} = await api('GET', '/v1/sale-mode');
  await eventually(async () => {
    const from = sale.enteredAt.replace(/:\d\d(\.\d+)?Z$/, ':00Z');
    const to = new Date(Date.now() + 60_000).toISOString().replace(/:\d\d\.\d+Z$/, ':00Z');
    const {body} = await api('GET', `/v1/sales?from=${from}&to=${to}`);
    assert.equal(await figure(page, 'Units sold'), body.total.units);
    assert.equal(await figure(page, 'Orders'), body.total.orders);
  });
  assert.equal(await page.getByText('could not be refreshed').count(), 0);
  await check(page, 'sale-running');

  await open(page, '/sale?tab=plan');
  await page.getByRole('button', {name: 'End the sale'}).click();
  await page.getByRole('dialog').getByRole('button', {name: 'End the sale'}).click();
  await untilSaleIs('leaving', 'off');
  await page.context().close();
});
