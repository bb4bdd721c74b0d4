// The malls in the console, against a local cloud that has them:
//   ./netstock up --malls --detach && console/browser/run
import assert from 'node:assert/strict';
import {after, before, describe, test} from 'node:test';
import {
  api, check, CONSOLE, csvOf, eventually, launch, open, PATIENCE_MS, screenshot, settled, signIn, tabTo, tokenOf,
  visit,
} from './support.mjs';

const MALLS = process.env.NETSTOCK_MALLS_URL;
const RUN = Date.now().toString(36);
let browser;
let sku;

/** A call of the simulators' admin API. */
async function admin(method, path, body) {
  const answer = await fetch(`${MALLS.replace(/\/$/, '')}/admin/${path}`, {
    method,
    headers: {'content-type': 'application/json'},
    body: body && JSON.stringify(body),
  });
  const text = await answer.text();
  return text ? JSON.parse(text) : undefined;
}

async function mallOf(name) {
  return (await api('GET', '/v1/malls')).body.malls.find(it => it.mall === name);
}

describe('malls', {skip: !MALLS && 'the cloud has no malls'}, () => {
  before(async () => {
    browser = await launch();
    // A mall that lists a part of the catalogue has its counts soon.
    const found = await eventually(async () => {
      const {body} = await api('GET', '/v1/malls/rakuten/items');
      assert.ok(body.items.length > 0, 'no item is mapped yet');
      return body.items[0];
    }, PATIENCE_MS * 6);
    sku = found.parts[0].sku;
  });

  after(() => browser?.close());

  for (const [language, theme] of [['en', 'light'], ['ja', 'dark']]) {
    test(`their pages are accessible and keep the security policy (${language}, ${theme})`, async () => {
      const page = await visit(browser, {language, theme});
      await signIn(page, 'ken');
      for (const [name, path] of [
        ['malls-list', '/malls'],
        ['mall-items', `/malls/rakuten?sku=${sku}`],
        ['mall-orders', '/malls/rakuten?tab=orders'],
        ['sku-malls', `/skus/${sku}?tab=explanation&location=shinjuku`],
      ]) {
        await page.goto(CONSOLE + path);
        await page.locator('h1').first().waitFor();
        await page.getByRole('table').first().waitFor();
        await settled(page);
        await check(page, name);
        await screenshot(page, `${name}-${language}`);
      }
      await page.context().close();
    });
  }

  test('are readable at a width of 320 pixels', async () => {
    const page = await visit(browser, {width: 320, height: 640});
    await signIn(page, 'mika');
    for (const path of ['/malls', `/malls/rakuten?sku=${sku}`, '/malls/rakuten?tab=orders']) {
      await open(page, path);
      const width = await page.evaluate(() => document.documentElement.scrollWidth);
      assert.ok(width <= 320, `${path} is ${width} pixels wide`);
    }
    await page.context().close();
  });

  test('are listed with their state, and exported', async () => {
    const page = await visit(browser);
    await signIn(page, 'mika', '/malls');
    for (const mall of ['rakuten', 'yahoo', 'amazon', 'shopify', 'au-pay']) {
      await page.getByRole('row').filter({has: page.getByRole('link', {name: mall, exact: true})})
        .getByText('Connected').waitFor();
    }
    assert.match(await csvOf(page), /^rakuten,connected,\d+,\d+,/m);
    await page.getByRole('link', {name: 'rakuten', exact: true}).click();
    await page.waitForURL(`${CONSOLE}/malls/rakuten`);
    await page.getByRole('link', {name: sku}).first().waitFor();
    await page.context().close();
  });

  test('are paused and resumed by an operator, with the keyboard alone', async () => {
    const page = await visit(browser);
    await signIn(page, 'ken', '/malls/au-pay');
    for (const [action, state, answer] of [['Pause', 'paused', 'Paused'], ['Resume', 'connected', 'Connected']]) {
      const button = page.getByRole('button', {name: action, exact: true});
      await button.waitFor();
      await tabTo(page, button);
      await page.keyboard.press('Enter');
      await tabTo(page, page.getByRole('dialog').getByRole('button', {name: action, exact: true}));
      await page.keyboard.press('Enter');
      await page.getByText(`au-pay: the server answered “${answer}”.`).waitFor();
      assert.equal((await mallOf('au-pay')).state, state);
    }
    await page.context().close();
  });

  test('push a SKU again, and show what the server knows', async () => {
    const page = await visit(browser);
    await signIn(page, 'ken', '/malls/rakuten');
    await tabTo(page, page.getByLabel('SKU', {exact: true}));
    await page.keyboard.type(sku);
    await page.keyboard.press('Enter');
    await page.waitForURL(`${CONSOLE}/malls/rakuten?sku=${sku}`);
    const push = page.getByRole('button', {name: `Push again: ${sku}`});
    await push.waitFor();
    await tabTo(page, push);
    await page.keyboard.press('Enter');
    await tabTo(page, page.getByRole('dialog').getByRole('button', {name: 'Push again'}));
    await page.keyboard.press('Enter');
    await page.getByText(`The server reads the counts of ${sku} at rakuten now.`).waitFor();
    await page.getByText(/its target is \d+/).waitFor();
    await page.goBack();
    await page.waitForURL(`${CONSOLE}/malls/rakuten`);
    assert.equal(await page.getByLabel('SKU', {exact: true}).inputValue(), '', 'the field does not follow the address');
    await page.context().close();
  });

  test('keep an order of an unmapped item, which is taken when the item is mapped', async () => {
    const item = `new-${RUN}`;
    await admin('POST', 'yahoo/items', {item, sku: item, count: 3, restockOnCancel: false});
    const {number} = await admin('POST', 'yahoo/orders', {lines: [{item, quantity: 1}]});
    await admin('POST', `yahoo/orders/${number}/state`, {state: 'active'});
    await eventually(async () => assert.ok((await mallOf('yahoo')).unmappedOrders > 0), PATIENCE_MS * 3);

    const page = await visit(browser);
    await signIn(page, 'ken', '/malls/yahoo?tab=orders');
    await page.getByRole('button', {name: `Map an item: ${item}`}).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox').first().fill('not a SKU');
    await dialog.getByRole('button', {name: 'Save the mapping'}).click();
    await dialog.getByText('“not a SKU” is not a SKU').waitFor();
    await dialog.getByRole('textbox').first().fill(sku);
    await check(page, 'mall-map');
    await screenshot(page, 'mall-map-en');
    await dialog.getByRole('button', {name: 'Save the mapping'}).click();
    await page.getByText(`${item}: the server answered “Mapped”.`).waitFor();
    await page.getByText('No order waits').waitFor({timeout: PATIENCE_MS * 3});
    await eventually(async () => {
      assert.equal((await api('GET', `/v1/orders/yahoo-${number}/reservation`)).body.state, 'CONFIRMED');
    });

    await open(page, `/malls/yahoo?sku=${sku}`);
    await page.getByRole('button', {name: `Change the mapping: ${item}`}).click();
    await page.getByRole('dialog').getByRole('button', {name: 'Remove the mapping'}).click();
    await page.getByText(new RegExp(`${item}: the server answered “(Being removed|Removed)”`)).waitFor();
    await page.context().close();
  });

  test('can only be viewed by a viewer', async () => {
    const page = await visit(browser);
    await signIn(page, 'mika', `/malls/rakuten?sku=${sku}`);
    await page.getByRole('link', {name: sku}).first().waitFor();
    for (const name of ['Pause', `Push again: ${sku}`, 'Map an item']) {
      assert.equal(await page.getByRole('button', {name}).count(), 0, name);
    }
    const token = await tokenOf(page);
    for (const [method, path, body] of [
      ['POST', '/v1/malls/rakuten/pause'],
      ['POST', '/v1/malls/rakuten/resume'],
      ['POST', '/v1/malls/rakuten/pushes', {sku}],
      ['PUT', '/v1/malls/rakuten/items/x', {parts: [{sku, units: 1}]}],
      ['DELETE', '/v1/malls/rakuten/items/x'],
    ]) {
      assert.equal((await api(method, path, body, token)).status, 403, `${method} ${path}`);
    }
    await page.context().close();
  });
});
