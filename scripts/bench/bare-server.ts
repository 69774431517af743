/** A bare Node HTTP server: sends the same bytes to every request. Told what by its parent, ends with it. */
import { createServer } from 'node:http';

process.once('message', ({ headers, body }: { headers: string[]; body: string }) => {
  const bytes = Buffer.from(body, 'base64');
  const server = createServer((_request, response) => {
    response.writeHead(200, headers);
    response.end(bytes);
  });
  server.listen(0, '127.0.0.1', () => {
    const address = server.address();
    process.send?.({ port: address && typeof address === 'object' ? address.port : 0 });
  });
});
process.on('disconnect', () => process.exit(0));
