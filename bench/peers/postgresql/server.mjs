// An afternoon's reservation service on plain PostgreSQL: one transaction with a conditional UPDATE
// and an INSERT. Start: node server.mjs PORT, with the connection in PG* variables.
import http from 'node:http';
import pg from 'pg';

const pool = new pg.Pool({ max: 10 });

await pool.query(`
  CREATE TABLE IF NOT EXISTS stock (
    sku text PRIMARY KEY,
    available integer NOT NULL CHECK (available >= 0));
  CREATE TABLE IF NOT EXISTS reservation (
    order_id text PRIMARY KEY,
    sku text NOT NULL REFERENCES stock,
    quantity integer NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now())`);

/** Returns the HTTP status: 201 reserved, 200 the order had it already, 409 not enough units. */
async function reserve(orderId, { sku, quantity }) {
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    const inserted = await client.query(
      'INSERT INTO reservation (order_id, sku, quantity) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING',
      [orderId, sku, quantity]);
    if (inserted.rowCount === 0) {
      await client.query('ROLLBACK');
      return 200;
    }
    const taken = await client.query(
      'UPDATE stock SET available = available - $2 WHERE sku = $1 AND available >= $2',
      [sku, quantity]);
    await client.query(taken.rowCount === 1 ? 'COMMIT' : 'ROLLBACK');
    return taken.rowCount === 1 ? 201 : 409;
  } catch (error) {
    await client.query('ROLLBACK').catch(() => {});
    throw error;
  } finally {
    client.release();
  }
}

async function answer(method, path, body) {
  const [, kind, id] = path.split('/');
  if (method === 'PUT' && kind === 'orders') {
    return [await reserve(id, body), {}];
  }
  if (method === 'PUT' && kind === 'stock') {
    await pool.query(
      'INSERT INTO stock VALUES ($1, $2) ON CONFLICT (sku) DO UPDATE SET available = $2',
      [id, body.available]);
    return [200, {}];
  }
  if (method === 'GET' && kind === 'stock') {
    const { rows } = await pool.query('SELECT available FROM stock WHERE sku = $1', [id]);
    return [200, rows[0]];
  }
  return [404, {}];
}

http.createServer(async (request, response) => {
  let status = 500;
  let content = {};
  try {
    const chunks = [];
    for await (const chunk of request) {
      chunks.push(chunk);
    }
    const text = Buffer.concat(chunks).toString();
    [status, content] = await answer(request.method, request.url, text ? JSON.parse(text) : {});
  } catch (error) {
    console.error(error);
  }
  response.writeHead(status, { 'Content-Type': 'application/json' });
  response.end(JSON.stringify(content));
}).listen(Number(process.argv[2]), '127.0.0.1', () => console.log('ready'));
