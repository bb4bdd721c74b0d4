// The console in a real Chromium, against the running local cloud:
//   ./netstock up --detach && console/browser/run
import assert from 'node:assert/strict';
import {after, before, describe, test} from 'node:test';
import {
  anySku, api, check, CONSOLE, csvOf, editItem, eventually, launch, open, PATIENCE_MS, screenshot, sendMessage, settled,
  signIn, tabTo, tokenOf, untilSaleIs, upload, visit,
} from './support.mjs';

const RUN = Date.now().toString(36);
let browser;
let sku;

before(async () => {
  browser = await launch();
  sku = await anySku('shinjuku', 5);
});

after(() => browser?.close());

const PAGES = () => [
  ['today', '/'],
  ['stock', '/stock?query=日傘'],
  ['stock-nothing', '/stock?query=存在しない商品名'],
  ['stock-edit', `/stock?edit=${sku}`],
  ['stock-compare', `/stock?skus=${sku}%20UNKNOWN-1`],
  ['sku-levels', `/skus/${sku}`],
  ['sku-explanation', `/skus/${sku}?tab=explanation&location=shinjuku`],
  ['sku-history', `/skus/${sku}?tab=history`],
  ['sku-orders', `/skus/${sku}?tab=orders`],
  ['sku-settings', `/skus/${sku}?tab=settings`],
  ['orders', '/orders'],
  ['order', `/orders/B-${RUN}-pages`],
  ['movements', '/movements'],
  ['imports', '/movements?tab=imports'],
  ['contradictions', '/movements?tab=contradictions'],
  ['replenishment', '/replenishment'],
  ['malls', '/malls'],
  ['mall-unknown', '/malls/none'],
  ['sale-board', '/sale'],
  ['sale-plan', '/sale?tab=plan'],
  ['sale-checks', '/sale?tab=checks'],
  ['sale-report', '/sale?tab=report'],
  ['reconcile', '/reconcile'],
  ['queues', '/operations'],
  ['dead-letters', '/operations?tab=dead-letters&queue=sales'],
  ['jobs', '/operations?tab=jobs'],
  ['approvals', '/operations?tab=approvals'],
  ['audit', '/operations?tab=audit'],
  ['missing', '/no/such/page'],
];

async function reserve(orderId, quantity = 1) {
  const {status} = await api('PUT', `/v1/orders/${orderId}/reservation`, {
    lines: [{sku, quantity, location: 'shinjuku'}],
  });
  assert.equal(status, 201);
}

/** A hold that expires later would change the stock that another test compares. */
const releaseHold = orderId => api('DELETE', `/v1/orders/${orderId}/reservation`);

const today = () => new Date().toLocaleDateString('sv-SE', {timeZone: 'Asia/Tokyo'});

/** The page of the acts of a day, or of today if that day has none: midnight has passed since. */
async function auditOf(day, query) {
  const {body} = await api('GET', `/v1/audit?day=${day}&${query}`);
  return `/operations?tab=audit&day=${body.acts.length > 0 ? day : today()}&${query}`;
}

// Each visits all pages, with a context of its own.
describe('every page', {concurrency: true}, () => {
  after(() => releaseHold(`B-${RUN}-pages`));

  for (const [language, theme] of [['en', 'light'], ['ja', 'dark']]) {
    test(`is accessible and keeps the security policy (${language}, ${theme})`, async () => {
      await api('PUT', `/v1/orders/B-${RUN}-pages/reservation`, {lines: [{sku, quantity: 1, location: 'shinjuku'}]});
      const page = await visit(browser, {language, theme});
      await signIn(page, 'ken');
      assert.equal(await page.locator('html').getAttribute('lang'), language);
      for (const [name, path] of PAGES()) {
        await page.goto(CONSOLE + path);
        await page.locator(name === 'missing' ? '#main' : 'h1').first().waitFor();
        await settled(page);
        await check(page, name);
        await screenshot(page, `${name}-${language}`);
      }
      await page.context().close();
    });
  }

  test('is readable at a width of 320 pixels', async () => {
    const page = await visit(browser, {width: 320, height: 640});
    await signIn(page, 'mika');
    for (const [name, path] of PAGES().filter(it => it[0] !== 'missing')) {
      await open(page, path);
      const width = await page.evaluate(() => document.documentElement.scrollWidth);
      assert.ok(width <= 320, `${name} is ${width} pixels wide`);
      await screenshot(page, `${name}-320`);
    }
    await page.context().close();
  });
});

describe('sign-in', () => {
  test('returns to the view of a link, and survives a reload', async () => {
    const page = await visit(browser);
    const link = `/skus/${sku}?tab=explanation&location=shinjuku`;
    await signIn(page, 'ken', link);
    await page.reload();
    await page.locator('h1').first().waitFor();
    assert.equal(page.url(), CONSOLE + link);
    await page.context().close();
  });

  test('ends with the sign-out: another person can sign in', async () => {
    const page = await visit(browser);
    await signIn(page, 'ken');
    await page.getByRole('button', {name: 'ken'}).first().click();
    await page.getByRole('menuitem', {name: 'Sign out'}).click();
    await page.locator('button[value="mika"]').waitFor();
    await page.context().close();
  });
});

describe('a viewer', () => {
  test('sees everything, and can change nothing by the page or by the API', async () => {
    await reserve(`B-${RUN}-viewer`);
    const page = await visit(browser);
    await signIn(page, 'mika', `/orders/B-${RUN}-viewer`);
    await page.getByText('Changes need the group operator').waitFor();
    assert.equal(await page.getByRole('button', {name: 'Release'}).count(), 0);
    await open(page, `/skus/${sku}?tab=settings`);
    assert.equal(await page.getByRole('button', {name: 'Save'}).count(), 0);
    await open(page, '/sale?tab=plan');
    assert.equal(await page.getByRole('button', {name: 'Plan the sale'}).count(), 0);
    await open(page, '/movements?tab=imports');
    await page.getByRole('rowheader').first().waitFor();

    const token = await tokenOf(page);
    const movements = {source: '/x', movements: [{}]};
    for (const [method, path, body] of [
      ['DELETE', `/v1/orders/B-${RUN}-viewer/reservation`],
      ['PUT', `/v1/skus/${sku}/settings`, {locations: []}],
      ['POST', '/v1/settings-files?dryRun=true', undefined],
      ['PUT', `/v1/jobs/B-${RUN}`, {kind: 'reconcile'}],
      ['POST', `/v1/jobs/B-${RUN}/cancellation`],
      ['POST', `/v1/jobs/B-${RUN}/approval`],
      ['POST', `/v1/jobs/B-${RUN}/refusal`],
      ['PUT', '/v1/sale-mode', {wanted: 'off'}],
      ['POST', '/v1/movements', movements],
    ]) {
      assert.equal((await api(method, path, body, token)).status, 403, `${method} ${path}`);
    }
    assert.equal((await api('GET', '/v1/imports', undefined, token)).status, 200);
    assert.equal((await api('GET', `/v1/orders/B-${RUN}-viewer/reservation`)).body.state, 'RESERVED');
    await releaseHold(`B-${RUN}-viewer`);
    await page.context().close();
  });
});

describe('the search', () => {
  test('finds an item by a part of its name and by the first digits of its JAN', async () => {
    const {body} = await eventually(async () => {
      const answer = await api('GET', '/v1/items?query=' + encodeURIComponent('日傘'));
      assert.ok(answer.body.items.length > 0);
      return answer;
    });
    const [item] = body.items;
    const page = await visit(browser, {language: 'ja'});
    await signIn(page, 'mika', '/stock');
    const field = page.getByLabel('商品名・SKU・JAN');
    for (const query of ['日傘', item.sku.slice(0, 11)]) {
      await tabTo(page, field);
      await page.keyboard.press('Control+A');
      await page.keyboard.type(query);
      await page.keyboard.press('Enter');
      await page.waitForURL(`${CONSOLE}/stock?query=${encodeURIComponent(query)}`);
      await page.getByRole('link', {name: item.sku}).waitFor();
    }
    await page.getByRole('link', {name: item.sku}).click();
    await page.waitForURL(`${CONSOLE}/skus/${item.sku}`);
    await page.context().close();
  });

  test('keeps its conditions in the address, and says what is wrong with a query', async () => {
    const page = await visit(browser);
    await signIn(page, 'mika', '/stock?state=sold-out&sort=sku');
    await page.getByRole('button', {name: 'State Sold out'}).waitFor();
    await open(page, '/stock?query=a');
    await page.getByText('One of the words must have at least two letters or digits').first().waitFor();
    await page.context().close();
  });

  test('narrows a search by category and location, and the fields keep the focus', async () => {
    const [known] = (await api('GET', '/v1/items?location=shinjuku&query=' + encodeURIComponent('日傘'))).body.items;
    const category = `Parasols ${RUN}`;
    await upload(`inbox/items/browser-${RUN}.csv`, `sku,name,category\n${known.sku},"${known.name}",${category}\n`);
    const item = await eventually(async () => {
      const {body} = await api('GET', '/v1/items?category=' + encodeURIComponent(category));
      assert.equal(body.items.length, 1);
      return body.items[0];
      // The search has a new category up to a minute after the import.
    }, PATIENCE_MS + 60_000);
    const page = await visit(browser);
    await signIn(page, 'mika', `/stock?query=${encodeURIComponent(item.name)}`);
    const place = page.getByLabel('Location');
    await tabTo(page, place);
    await page.keyboard.type('shinjuku');
    await page.keyboard.press('Enter');
    await page.waitForURL(it => it.searchParams.get('location') === 'shinjuku');
    await page.getByRole('link', {name: item.sku}).waitFor();
    assert.ok(await place.evaluate(it => it === document.activeElement), 'the field lost the focus');
    await page.getByRole('button', {name: /^Category/}).click();
    await page.getByRole('option', {name: item.category, exact: true}).click();
    await page.waitForURL(it => it.searchParams.get('category') === item.category);
    await page.getByRole('link', {name: item.sku}).waitFor();
    await page.goBack();
    await page.waitForURL(it => !it.searchParams.has('category'));
    await page.context().close();
  });
});

describe('a list that is longer than a page', () => {
  test('loads more, and is exported as far as it is loaded', async () => {
    const {body} = await eventually(async () => {
      const answer = await api('GET', '/v1/items');
      assert.ok(answer.body.next, 'the catalogue fills one page only');
      return answer;
    });
    const {body: second} = await api('GET', `/v1/items?cursor=${encodeURIComponent(body.next)}`);
    const page = await visit(browser);
    await signIn(page, 'mika', '/stock');
    const rows = page.getByRole('table').getByRole('rowheader');
    await page.getByText('(50+)').waitFor();
    assert.equal(await rows.count(), 50);
    await page.getByRole('button', {name: 'Load more'}).click();
    await page.getByText('(100+)').waitFor();
    await page.getByRole('link', {name: second.items[0].sku}).waitFor();
    const lines = (await csvOf(page)).trimEnd().split('\r\n');
    assert.equal(lines.length, 101);
    assert.ok(lines[0].startsWith('\uFEFFSKU,Name,Category,'), lines[0]);
    assert.ok(lines.at(1).startsWith(body.items[0].sku), lines[1]);
    await page.context().close();
  });

  test('of orders has a line in the file for each line of an order', async () => {
    const orderId = `B-${RUN}-csv`;
    await reserve(orderId, 1);
    const page = await visit(browser);
    await signIn(page, 'mika', '/orders');
    await page.getByRole('link', {name: orderId}).waitFor();
    assert.match(await csvOf(page), new RegExp(`^${orderId},RESERVED,.*,${sku},shinjuku,1,0?\r$`, 'm'));
    await releaseHold(orderId);
    await page.context().close();
  });
});

describe('malls', {skip: process.env.NETSTOCK_MALLS_URL && 'the cloud has malls'}, () => {
  test('that the stage does not have: the page says how to connect one', async () => {
    const page = await visit(browser);
    await signIn(page, 'mika', '/malls');
    await page.getByRole('heading', {name: 'This stage sells in no external mall'}).waitFor();
    await page.getByText('Write the keys into the secret of the mall.').waitFor();
    await open(page, '/malls/rakuten');
    await page.getByText('This stage does not sell in rakuten.').waitFor();
    await page.context().close();
  });
});

describe('the lists of orders', () => {
  test('have a new order, by channel and by SKU', async () => {
    const orderId = `B-${RUN}-listed`;
    await reserve(orderId, 2);
    const order = await eventually(async () => {
      const found = (await api('GET', '/v1/orders')).body.orders.find(it => it.orderId === orderId);
      assert.ok(found, `${orderId} is not listed`);
      return found;
    });
    const page = await visit(browser);
    await signIn(page, 'mika', '/orders');
    const row = page.getByRole('row').filter({has: page.getByRole('link', {name: orderId})});
    await row.getByText(`2 × ${sku} (shinjuku)`).waitFor();
    await row.getByText('Held until the payment').waitFor();
    const channel = page.getByLabel('Channel');
    await tabTo(page, channel);
    await page.keyboard.type(order.channel);
    await page.keyboard.press('Enter');
    await page.waitForURL(`${CONSOLE}/orders?channel=${order.channel}`);
    await row.waitFor();
    await page.keyboard.type('-other');
    await page.keyboard.press('Enter');
    await page.getByText('No orders').waitFor();
    await open(page, '/orders?state=CONFIRMED');
    await page.getByRole('button', {name: /^State Confirmed/}).waitFor();
    assert.equal(await row.count(), 0);
    await open(page, `/skus/${sku}?tab=orders`);
    await row.getByRole('cell', {name: 'shinjuku'}).waitFor();
    await row.getByRole('link', {name: orderId}).click();
    await page.waitForURL(`${CONSOLE}/orders/${orderId}`);
    await releaseHold(orderId);
    await page.context().close();
  });
});

describe('today', () => {
  test('counts a new order, and is sent again only if it has changed', async () => {
    const day = today();
    const page = await visit(browser);
    const statuses = [];
    page.on('response', it => it.url().endsWith('/v1/today') && statuses.push(it.status()));
    await signIn(page, 'mika');
    const total = async () =>
      Number((await page.getByText('Orders today').locator('xpath=following::dd[1]').innerText()).replaceAll(',', ''));
    const earlier = await total();
    await eventually(() => assert.ok(statuses.includes(304), `answers: ${statuses}`));
    await reserve(`B-${RUN}-today`);
    // The count starts again at midnight.
    await eventually(async () => assert.ok(await total() > earlier || today() !== day));
    assert.ok(statuses.every(it => it === 200 || it === 304), `answers: ${statuses}`);
    assert.equal(await page.getByText('could not be refreshed').count(), 0);
    await page.getByText('Sold out', {exact: true}).locator('xpath=following::dd[1]').getByRole('link').click();
    await page.waitForURL(`${CONSOLE}/stock?state=sold-out`);
    await releaseHold(`B-${RUN}-today`);
    await page.context().close();
  });
});

describe('an operator, with the keyboard alone', () => {
  test('finds a held order and releases it, and reads what came back', async () => {
    await reserve(`B-${RUN}-release`, 2);
    const page = await visit(browser);
    await signIn(page, 'ken', '/orders');
    await tabTo(page, page.getByLabel('Order ID'));
    await page.keyboard.type(`B-${RUN}-release`);
    await page.keyboard.press('Enter');
    const release = page.getByRole('button', {name: 'Release', exact: true});
    await release.waitFor();
    await tabTo(page, release);
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog');
    await dialog.getByText(`+2 ${sku} (shinjuku)`).waitFor();
    await screenshot(page, 'order-release-en');
    await tabTo(page, dialog.getByRole('button', {name: 'Release', exact: true}));
    await page.keyboard.press('Enter');
    await page.getByText('the server answered “Released”').waitFor();
    await page.getByText(`Back in stock: +2 ${sku} (shinjuku).`).waitFor();
    assert.equal((await api('GET', `/v1/orders/B-${RUN}-release/reservation`)).body.state, 'RELEASED');
    assert.equal(await release.isDisabled(), true);
    await check(page, 'order-released');
    await page.context().close();
  });

  test('cancels some units of a confirmed order, and no more than remain', async () => {
    const order = `B-${RUN}-cancel`;
    await reserve(order, 3);
    await api('POST', `/v1/orders/${order}/confirmation`);
    const page = await visit(browser);
    await signIn(page, 'ken', `/orders/${order}`);
    await tabTo(page, page.getByRole('button', {name: 'Cancel units'}));
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog');
    await tabTo(page, dialog.getByRole('radio').first());
    await page.keyboard.press('ArrowDown');
    await tabTo(page, dialog.getByRole('textbox'));
    await page.keyboard.type('4');
    const confirm = dialog.getByRole('button', {name: 'Cancel units'});
    await tabTo(page, confirm);
    await page.keyboard.press('Enter');
    await dialog.getByText(`${sku} (shinjuku): 0 to 3`).waitFor();
    await dialog.getByRole('textbox').fill('２');
    await tabTo(page, confirm);
    await page.keyboard.press('Enter');
    await page.getByText(`Back in stock: +2 ${sku} (shinjuku).`).waitFor();
    assert.equal((await api('GET', `/v1/orders/${order}/reservation`)).body.lines[0].cancelled, 2);
    await page.context().close();
  });

  test('records an adjustment with a reason, which reaches the explanation and the audit log', async () => {
    const adjustments = async () => {
      const {body} = await api('GET', `/v1/stock/${sku}/explanation?location=shinjuku`);
      return body.ledger.lines.find(it => it.name === 'adjustments').units;
    };
    const day = today();
    const earlier = await adjustments();
    const page = await visit(browser);
    await signIn(page, 'ken', '/movements');
    await tabTo(page, page.getByLabel('SKU'));
    await page.keyboard.type(sku);
    await page.keyboard.press('Tab');
    await page.keyboard.type('shinjuku');
    await tabTo(page, page.getByLabel('Units'));
    await page.keyboard.type('-1');
    await page.keyboard.press('Enter');
    await page.getByText('Choose a reason.').last().waitFor();
    const note = `Box crushed ${Date.now()}`;
    await tabTo(page, page.getByLabel('Reason').first());
    await page.keyboard.press('Enter');
    await page.getByRole('option', {name: 'Damaged'}).waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await tabTo(page, page.getByLabel('Note'));
    await page.keyboard.type(note);
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog');
    await tabTo(page, dialog.getByRole('button', {name: 'Record'}));
    await page.keyboard.press('Enter');
    await page.getByText('The movement is accepted.').waitFor();
    await eventually(async () => assert.equal(await adjustments(), earlier - 1));
    await open(page, `/skus/${sku}?tab=explanation&location=shinjuku`);
    await page.getByText(`-1, Damaged: ${note}, ken`).waitFor();
    await open(page, await auditOf(day, `who=ken&action=recordMovements&target=${sku}`));
    const row = page.getByRole('row', {name: 'Movements recorded'}).first();
    await row.getByText('ken', {exact: true}).waitFor();
    await row.getByText('Done', {exact: true}).waitFor();
    await row.getByRole('button', {name: 'Show'}).click();
    await row.getByText(note).waitFor();
    await page.context().close();
  });

  test('sets the thresholds of a SKU', async () => {
    const page = await visit(browser);
    await signIn(page, 'ken', `/skus/${sku}?tab=settings`);
    for (const [field, value] of [['Safety stock', '1'], ['Reorder point', '2'], ['Order up to', '10']]) {
      await tabTo(page, page.getByLabel(`${field} at shinjuku`));
      await page.keyboard.press('Control+A');
      await page.keyboard.type(value);
    }
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog');
    await tabTo(page, dialog.getByRole('button', {name: 'Save'}));
    await page.keyboard.press('Enter');
    await page.getByText(`The settings of ${sku} are saved.`).waitFor();
    const {body} = await api('GET', `/v1/skus/${sku}/settings`);
    assert.deepEqual(
      body.locations.map(it => [it.location, it.safetyStock, it.reorderPoint, it.orderUpTo]),
      [['shinjuku', 1, 2, 10]],
    );
    await api('PUT', `/v1/skus/${sku}/settings`, {locations: []});
    await page.context().close();
  });

  test('plans a sale, reads its checks, and drops the plan', async () => {
    await untilSaleIs('off');
    const page = await visit(browser);
    await signIn(page, 'ken', '/sale?tab=plan');
    await tabTo(page, page.getByLabel('Name of the sale'));
    await page.keyboard.type(`browser-${RUN}`);
    await tabTo(page, page.getByLabel('Starts at: Day'));
    await page.keyboard.type('2126/12/01');
    await tabTo(page, page.getByLabel('Starts at: Time of day'));
    await page.keyboard.type('10:00');
    await tabTo(page, page.getByLabel('SKUs that will be hot'));
    await page.keyboard.type(sku);
    await tabTo(page, page.getByLabel('Shards of each SKU'));
    await page.keyboard.press('Control+A');
    await page.keyboard.type('2');
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog');
    await tabTo(page, dialog.getByRole('button', {name: 'Plan the sale'}));
    await page.keyboard.press('Enter');
    await page.getByText('The phase is “Planned”.').waitFor();
    assert.equal((await api('GET', '/v1/sale-mode')).body.plan.startsAt, '2126-12-01T01:00:00Z');
    await open(page, '/sale');
    await page.getByText(`Planned: browser-${RUN}`).waitFor();
    await page.getByText('Listed SKUs').waitFor();
    await check(page, 'sale-planned');
    await screenshot(page, 'sale-planned-en');
    await open(page, '/sale?tab=checks');
    await page.getByText('api-throttle').waitFor();
    await check(page, 'sale-checks');
    await screenshot(page, 'sale-checked-en');
    await open(page, '/sale?tab=plan');
    await tabTo(page, page.getByRole('button', {name: 'Drop the plan'}));
    await page.keyboard.press('Enter');
    await tabTo(page, page.getByRole('dialog').getByRole('button', {name: 'Drop the plan'}));
    await page.keyboard.press('Enter');
    await untilSaleIs('off');
    await page.context().close();
  });
});

describe('settings of many SKUs', () => {
  const chosen = async () =>
    (await api('GET', '/v1/items?location=shinjuku&limit=50')).body.items.map(it => it.sku);
  const settingsOf = async skus =>
    (await api('GET', `/v1/settings?${skus.map(it => `sku=${it}`).join('&')}`)).body.settings;

  test('change 50 thresholds at once, after they have been shown', async () => {
    const skus = await chosen();
    assert.equal(skus.length, 50);
    const page = await visit(browser);
    await signIn(page, 'ken', '/stock?location=shinjuku');
    await page.getByRole('link', {name: skus[49]}).waitFor();
    await page.getByRole('checkbox', {name: 'Choose all'}).click({force: true});
    await page.getByRole('button', {name: 'Edit settings'}).click();
    await page.getByText('50 SKUs').first().waitFor();
    await page.getByLabel('Locations').fill('shinjuku');
    // Other at each run, so that each SKU changes.
    const point = 1 + (Number.parseInt(RUN, 36) % 1_000);
    for (const [field, value] of [['Safety stock', 0], ['Reorder point', point], ['Order up to', point + 10]]) {
      await page.getByLabel(field, {exact: true}).fill(String(value));
    }
    await page.getByRole('button', {name: 'Show the changes'}).click();
    await page.getByText('50 rows of 50 SKUs, 50 of them change something.').waitFor();
    assert.ok((await settingsOf(skus)).every(it => it.locations.every(at => at.reorderPoint !== point)));
    await check(page, 'settings-changes');
    await screenshot(page, 'settings-changes-en');
    await page.getByRole('button', {name: 'Apply', exact: true}).click();
    await page.getByRole('dialog').getByRole('button', {name: 'Apply', exact: true}).click();
    await page.getByText('50 settings are changed.').waitFor();
    for (const {sku: of, locations} of await settingsOf(skus)) {
      assert.equal(locations.find(it => it.location === 'shinjuku').reorderPoint, point, of);
    }
    await page.context().close();
    await api('POST', '/v1/settings-files',
      `sku,location,safetyStock,reorderPoint,orderUpTo\n${skus.map(it => `${it},shinjuku,,,`).join('\n')}`);
  });

  test('are saved as a file, which is refused with line and column once a cell is wrong', async () => {
    await api('PUT', `/v1/skus/${sku}/settings`, {
      locations: [{location: 'shinjuku', safetyStock: 1, reorderPoint: 2, orderUpTo: 9}],
    });
    const page = await visit(browser, {language: 'ja'});
    await signIn(page, 'ken', `/stock?edit=${sku}`);
    const text = await csvOf(page, '今の設定を CSV で保存');
    assert.equal(
      text.split('\r\n')[1], `${sku},shinjuku,1,2,9,6,,auto`,
    );
    const choose = contents =>
      page.locator('input[type="file"]').setInputFiles({name: 'settings.csv', mimeType: 'text/csv', buffer: Buffer.from(contents)});
    await choose(text.replace(',1,2,9,', ',1,2,2,'));
    await page.getByRole('row').filter({hasText: 'Must be greater than reorderPoint.'}).getByText('orderUpTo').waitFor();
    await check(page, 'settings-file-refused');
    await choose(text);
    await page.getByText('変わる設定はありません。').waitFor();
    await api('PUT', `/v1/skus/${sku}/settings`, {locations: []});
    await page.context().close();
  });
});

describe('operations', () => {
  test('replay a dead letter after a look at it', async () => {
    const orderId = `B-${RUN}-dead`;
    await sendMessage('NETSTOCK_SALES_DEAD_LETTERS_URL', JSON.stringify({
      specversion: '1.0',
      id: `order#${orderId}#0001`,
      source: '/net-stock/deltas',
      type: 'reservation.reserved',
      subject: orderId,
      time: new Date().toISOString(),
      datacontenttype: 'application/json',
      data: {
        orderId, step: 1, channel: 'storefront', expiresAt: new Date(Date.now() + 900_000).toISOString(),
        lines: [{sku, location: 'shinjuku', shard: 0, units: -1}],
      },
    }));
    const failedOf = async () =>
      (await api('GET', '/v1/queues')).body.queues.find(it => it.queue === 'sales').failed;
    await eventually(async () => assert.equal(await failedOf(), 1));
    const page = await visit(browser);
    await signIn(page, 'ken', '/operations');
    await page.getByRole('link', {name: 'Look at what sales failed to process'}).click();
    await page.getByText(`orderId: ${orderId}`).waitFor();
    await check(page, 'dead-letter');
    await screenshot(page, 'dead-letter-en');
    await page.getByRole('button', {name: 'Replay', exact: true}).click();
    await page.getByRole('dialog').getByRole('button', {name: 'Replay', exact: true}).click();
    const row = page.getByRole('row').filter({hasText: 'Replay: sales'}).first();
    await row.getByText('Done', {exact: true}).waitFor();
    await screenshot(page, 'jobs-en');
    assert.equal((await api('GET', '/v1/jobs?limit=1')).body.jobs[0].done, 1);
    await eventually(async () => assert.equal(await failedOf(), 0));
    await page.context().close();
  });
});

// Both wait for long, and for nothing of each other.
describe('operations that take a minute', {concurrency: true}, () => {
  test('rebuild a projection, with its progress', async () => {
    const page = await visit(browser, {language: 'ja'});
    await signIn(page, 'ken', '/operations?tab=jobs');
    await page.getByRole('button', {name: '投影を再構築'}).click();
    await page.getByRole('menuitem', {name: '売上'}).click();
    await page.getByRole('dialog').getByRole('button', {name: '開始'}).click();
    const row = page.getByRole('row').filter({hasText: '再構築: 売上'}).first();
    await row.getByText('完了').waitFor({timeout: PATIENCE_MS + 60_000});
    await page.context().close();
  });

  test('repair a planted drift after a dry run, once another person has approved it', async () => {
    // A run waits twice for differences to settle: 5 s each, or after up --live four minutes.
    const LIMIT_MS = PATIENCE_MS + 15 * 60_000;
    const available = async () =>
      (await api('GET', `/v1/stock/${sku}?consistent=true`)).body.locations.find(it => it.location === 'shinjuku').available;
    const before = await available();
    await editItem(sku, 'shinjuku', 3);
    assert.equal(await available(), before + 3);
    const page = await visit(browser);
    await signIn(page, 'ken', '/reconcile');
    const row = page.getByRole('row').filter({hasText: 'An item of net stock was edited'});
    await page.getByRole('button', {name: 'Compare (dry run)', exact: true}).click();
    await page.getByRole('dialog').getByRole('button', {name: 'Compare (dry run)', exact: true}).click();
    await row.getByText('too high by: available +3').first().waitFor({timeout: LIMIT_MS});
    await check(page, 'reconcile-compared');
    await page.getByRole('button', {name: 'Repair', exact: true}).click();
    await page.getByRole('dialog').getByRole('button', {name: 'Repair', exact: true}).click();
    await page.getByText('Another person has to approve this.').waitFor();
    await page.getByText('Waits for approval').waitFor();
    assert.equal(await available(), before + 3);

    const other = await visit(browser);
    await signIn(other, 'aya', '/operations?tab=approvals');
    const request = other.getByRole('row').filter({hasText: 'Reconcile, repair'}).first();
    await request.getByRole('button', {name: 'Approve'}).click();
    await other.getByRole('dialog').getByRole('button', {name: 'Approve'}).click();
    await other.getByText('the server answered “Running”').waitFor();
    await other.context().close();
    await row.getByText('Corrected').first().waitFor({timeout: LIMIT_MS});
    await page.getByText('approved by aya').waitFor();
    await check(page, 'reconcile-repaired');
    await screenshot(page, 'reconciled-en');
    assert.equal(await available(), before);
    await page.context().close();
  });
});

describe('a large adjustment', () => {
  const BY_KEN = 101;
  const adjustments = async () => {
    const {body} = await api('GET', `/v1/stock/${sku}/explanation?location=shinjuku`);
    return body.ledger.lines.find(it => it.name === 'adjustments').units;
  };

  test('waits for another person, who approves it with the keyboard alone', async () => {
    const note = `Found in the cellar ${Date.now()}`;
    const day = today();
    const earlier = await adjustments();
    const page = await visit(browser);
    await signIn(page, 'ken', '/movements');
    await tabTo(page, page.getByLabel('SKU'));
    await page.keyboard.type(sku);
    await page.keyboard.press('Tab');
    await page.keyboard.type('shinjuku');
    await tabTo(page, page.getByLabel('Units'));
    await page.keyboard.type(String(BY_KEN));
    await tabTo(page, page.getByLabel('Reason').first());
    await page.keyboard.press('Enter');
    await page.getByRole('option', {name: 'Found again'}).click();
    await tabTo(page, page.getByLabel('Note'));
    await page.keyboard.type(note);
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').getByRole('button', {name: 'Record'}).click();
    await page.getByText('Another person has to approve this.').waitFor();
    await open(page, '/');
    await page.getByRole('link', {name: /^[1-9]\d* requests wait for approval$/}).click();
    await page.waitForURL(`${CONSOLE}/operations?tab=approvals`);
    const own = page.getByRole('row').filter({hasText: `Adjustment of ${BY_KEN} units`}).first();
    await own.getByRole('button', {name: 'Withdraw'}).waitFor();
    assert.equal(await own.getByRole('button', {name: 'Approve'}).count(), 0);
    await own.getByRole('button', {name: 'Show the movements'}).click();
    await own.getByText(note).waitFor();
    await check(page, 'approvals');
    await screenshot(page, 'approvals-waiting-en');

    const other = await visit(browser);
    await signIn(other, 'aya', '/operations?tab=approvals');
    const approve = other.getByRole('row').filter({hasText: `Adjustment of ${BY_KEN} units`}).first()
      .getByRole('button', {name: 'Approve'});
    await approve.waitFor();
    await tabTo(other, approve);
    await other.keyboard.press('Enter');
    const dialog = other.getByRole('dialog');
    await dialog.getByText(note).waitFor();
    await check(other, 'approval');
    await tabTo(other, dialog.getByRole('button', {name: 'Approve'}));
    await other.keyboard.press('Enter');
    await other.getByText('the server answered “Running”').waitFor();
    await eventually(async () => assert.equal(await adjustments(), earlier + BY_KEN));
    await open(other, `/skus/${sku}?tab=explanation&location=shinjuku`);
    await other.getByText(`+${BY_KEN}, Found again: ${note}, ken, approved by aya`).waitFor();
    await open(other, await auditOf(day, 'who=aya&action=approveJob'));
    await other.getByRole('row', {name: 'Job approved'}).first().getByText('Done', {exact: true}).waitFor();
    await other.context().close();
    await page.context().close();
  });

  test('is refused by another person, or withdrawn by the one who asked', async () => {
    const page = await visit(browser);
    await signIn(page, 'ken', '/operations?tab=approvals');
    const other = await visit(browser, {language: 'ja'});
    await signIn(other, 'aya', '/operations?tab=approvals');
    const earlier = await adjustments();
    const ask = async units => {
      const now = new Date();
      const {body} = await api('POST', '/v1/movements', {
        source: '/console/ken',
        movements: [{
          movementId: `B-${RUN}-${units}`, kind: 'adjustment', sku, location: 'shinjuku', units, reasonCode: 'found',
          occurredAt: now.toISOString(), businessDate: now.toISOString().slice(0, 10),
        }],
      }, await tokenOf(page));
      return body.held.jobId;
    };
    const withdrawn = await ask(1_201);
    const refused = await ask(1_202);
    const own = page.getByRole('row').filter({hasText: 'Adjustment of 1,201 units'}).first();
    await own.getByRole('button', {name: 'Withdraw'}).click();
    await page.getByRole('dialog').getByRole('button', {name: 'Withdraw'}).click();
    await page.getByText('the server answered “Cancelled”').waitFor();
    await other.getByRole('row').filter({hasText: '1,202 点の調整'}).first().getByRole('button', {name: '却下'}).click();
    await other.getByRole('dialog').getByRole('button', {name: '却下'}).click();
    await other.getByText('サーバーの応答は「却下」です').waitFor();
    assert.equal((await api('GET', `/v1/jobs/${withdrawn}`)).body.state, 'cancelled');
    const {body} = await api('GET', `/v1/jobs/${refused}`);
    assert.equal(body.state, 'refused');
    assert.equal(body.approval.decidedBy, 'aya');
    assert.equal(await adjustments(), earlier);
    await other.context().close();
    await page.context().close();
  });
});

describe('an input method', () => {
  test('keeps Enter for itself while a word is composed', async () => {
    const page = await visit(browser, {language: 'ja'});
    await signIn(page, 'mika', '/stock');
    const field = page.getByLabel('商品名・SKU・JAN');
    await field.focus();
    const cdp = await page.context().newCDPSession(page);
    const enter = {key: 'Enter', code: 'Enter', windowsVirtualKeyCode: 13, text: '\r'};
    await cdp.send('Input.imeSetComposition', {text: 'ひがさ', selectionStart: 3, selectionEnd: 3});
    await cdp.send('Input.dispatchKeyEvent', {type: 'keyDown', ...enter});
    await cdp.send('Input.dispatchKeyEvent', {type: 'keyUp', ...enter});
    await cdp.send('Input.insertText', {text: '日傘'});
    assert.equal(await field.inputValue(), '日傘');
    assert.equal(page.url(), `${CONSOLE}/stock`, 'the composition was submitted');
    await page.keyboard.press('Enter');
    await page.waitForURL(`${CONSOLE}/stock?query=${encodeURIComponent('日傘')}`);
    await page.context().close();
  });
});

describe('figures', () => {
  test('that cannot be refreshed say so, and stay', async () => {
    const page = await visit(browser);
    await signIn(page, 'mika', `/skus/${sku}`);
    await page.getByRole('cell', {name: 'In stock'}).first().waitFor();
    await page.route('**/v1/**', route => route.abort());
    await page.getByText('These figures could not be refreshed').waitFor();
    await page.getByRole('cell', {name: 'In stock'}).first().waitFor();
    await page.unroute('**/v1/**');
    await page.getByText('These figures could not be refreshed').waitFor({state: 'detached'});
    await page.context().close();
  });

  test('are exported as CSV that spreadsheets read as Japanese', async () => {
    const page = await visit(browser, {language: 'ja'});
    await signIn(page, 'mika', `/stock?skus=${sku}`);
    const text = await csvOf(page, 'CSV を保存');
    assert.ok(text.startsWith('\uFEFFSKU,合計,'), text.slice(0, 40));
    assert.ok(text.includes(`${sku},`));
    await page.context().close();
  });

  test('of an unknown SKU or order are an answer, not an error', async () => {
    const page = await visit(browser);
    await signIn(page, 'mika', '/skus/NO-SUCH-SKU');
    await page.getByText('No location has, or ever had, this SKU.').waitFor();
    await open(page, '/orders/NO-SUCH-ORDER');
    await page.getByText('No reservation exists for this order ID.').waitFor();
    await page.context().close();
  });
});
