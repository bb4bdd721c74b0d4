// How to use each peer. A target has three operations:
//   stock(count, units)   makes items with that many units each, and returns them
//   reserve(…)            reserves one unit of an item for an order: 'sold', 'refused' or 'failed'
//   taken(item)           how many units of the item the peer says are taken
import { call, connections, insist } from './http.mjs';

const setup = connections(4);
const run = Date.now().toString(36);
let made = 0;

/** A name for an item that no other has. */
function newName() {
  return `item-${run}-${made++}`;
}

function outcome(status, sold, refused) {
  if (sold.includes(status)) {
    return 'sold';
  }
  return refused.includes(status) ? 'refused' : 'failed';
}

/** postgresql/server.mjs */
export function postgresql([first]) {
  return {
    async stock(count, units) {
      const items = Array.from({ length: count }, () => ({ sku: newName(), units }));
      for (const { sku } of items) {
        await insist(setup, 'PUT', `${first}/stock/${sku}`, {}, { available: units });
      }
      return items;
    },
    async reserve(agent, url, { sku }, order) {
      const body = { sku, quantity: 1 };
      const { status } = await call(agent, 'PUT', `${url}/orders/${order}/reservation`, {}, body);
      return outcome(status, [200, 201], [409]);
    },
    async taken({ sku, units }) {
      return units - (await insist(setup, 'GET', `${first}/stock/${sku}`)).available;
    },
  };
}

/** Medusa: the admin API, or a route that calls the inventory module without the workflow. */
export function medusa([first], route = '/admin/reservations') {
  let headers;

  async function login() {
    const { token } = await insist(setup, 'POST', `${first}/auth/user/emailpass`, {}, {
      email: process.env.MEDUSA_EMAIL,
      password: process.env.MEDUSA_PASSWORD,
    });
    headers = { Authorization: `Bearer ${token}` };
  }

  function post(path, body) {
    return insist(setup, 'POST', first + path, headers, body);
  }

  return {
    async stock(count, units) {
      await login();
      const location = (await post('/admin/stock-locations', { name: newName() }))
        .stock_location.id;
      const items = [];
      for (let i = 0; i < count; i++) {
        const id = (await post('/admin/inventory-items', { sku: newName() }))
          .inventory_item.id;
        await post(`/admin/inventory-items/${id}/location-levels`, {
          location_id: location,
          stocked_quantity: units,
        });
        items.push({ id, location });
      }
      return items;
    },
    async reserve(agent, url, { id, location }, order) {
      const body = {
        inventory_item_id: id,
        location_id: location,
        line_item_id: order,
        quantity: 1,
      };
      const { status } = await call(agent, 'POST', url + route, headers, body);
      return outcome(status, [200, 201], [400]);
    },
    async taken({ id, location }) {
      const { inventory_levels: levels } = await insist(
        setup, 'GET', `${first}/admin/inventory-items/${id}/location-levels`, headers);
      return levels.find((level) => level.location_id === location).reserved_quantity;
    },
  };
}

export function medusaModule(urls) {
  return medusa(urls, '/admin/module-reservations');
}

/** The local cloud: the demo catalogue, whose units are as many as they are. */
export function netstock() {
  const api = process.env.NETSTOCK_API_URL;
  const headers = { Authorization: `Bearer ${process.env.NETSTOCK_TOKEN}` };
  const location = 'warehouse-1';
  const patience = 20;
  let next = 0;

  async function available(sku) {
    const level = await insist(setup, 'GET', `${api}/v1/stock/${sku}?consistent=true`, headers);
    return level.locations.find((each) => each.location === location).available;
  }

  function put(agent, order, sku, quantity) {
    const body = { lines: [{ sku, quantity, location }] };
    return call(agent, 'PUT', `${api}/v1/orders/${order}/reservation`, headers, body);
  }

  return {
    async stock(count, units) {
      const skus = JSON.parse(process.env.NETSTOCK_CATALOGUE)
        .sort((one, other) => other.supply[location] - one.supply[location])
        .slice(next, next += count)
        .map((product) => product.sku);
      const items = [];
      for (const sku of skus) {
        const spare = (await available(sku)) - units;
        if (Number.isFinite(units) && spare > 0) {
          await put(setup, `spare-${run}-${sku}`, sku, spare);
        }
        items.push({ sku, units: await available(sku) });
      }
      return items;
    },
    // A 503 means that the outcome is unknown or nothing was done: the same request is repeated.
    async reserve(agent, _, { sku }, order) {
      let { status } = await put(agent, order, sku, 1);
      for (let tries = 1; status === 503 && tries < patience; tries++) {
        ({ status } = await put(agent, order, sku, 1));
      }
      return outcome(status, [200, 201], [409]);
    },
    async taken({ sku, units }) {
      return units - (await available(sku));
    },
  };
}
