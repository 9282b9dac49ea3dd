// One file on loopback, under the header with which CI servers show artifacts: no script, no style, no origin.
import { createServer } from 'node:http';
import { readFileSync } from 'node:fs';

export const SANDBOX = "sandbox; default-src 'none'; img-src 'self'";

export async function serve(path, policy = SANDBOX) {
  const bytes = readFileSync(path);
  const server = createServer((request, response) => {
    if (request.url !== '/report.html') {
      response.writeHead(404).end();
      return;
    }
    response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8', 'Content-Security-Policy': policy }).end(bytes);
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  return {
    url: `http://127.0.0.1:${server.address().port}/report.html`,
    close: () => new Promise((done) => server.close(done)),
  };
}
