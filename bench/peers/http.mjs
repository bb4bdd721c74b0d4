// HTTP with connections that are kept alive.
import http from 'node:http';

/** An agent with a number of connections. */
export function connections(count) {
  return new http.Agent({ keepAlive: true, maxSockets: count, maxFreeSockets: count });
}

/** Sends JSON and returns the status and the parsed body of the response. */
export function call(agent, method, url, headers = {}, body = undefined) {
  const content = body === undefined ? '' : JSON.stringify(body);
  return new Promise((resolve, reject) => {
    const request = http.request(url, {
      agent,
      method,
      headers: {
        'Content-Type': 'application/json',
        'Content-Length': Buffer.byteLength(content),
        ...headers,
      },
    }, (response) => {
      const chunks = [];
      response.on('data', (chunk) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => {
        const text = Buffer.concat(chunks).toString();
        const isJson = /json/.test(response.headers['content-type'] ?? '');
        resolve({ status: response.statusCode, body: isJson && text ? JSON.parse(text) : text });
      });
    });
    request.on('error', reject);
    request.end(content);
  });
}

/** As call, but any status except 2xx is an error. */
export async function insist(agent, method, url, headers, body) {
  const response = await call(agent, method, url, headers, body);
  if (response.status >= 300) {
    throw new Error(`${method} ${url}: ${response.status} ${JSON.stringify(response.body)}`);
  }
  return response.body;
}
