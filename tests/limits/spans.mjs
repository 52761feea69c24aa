// A collector of OTLP traces (HTTP, protobuf) on the loopback: prints how often each activity and orchestrator turn ran and how long, in all.
//   node spans.mjs PORT        ends with SIGTERM and prints then
import { createServer } from 'node:http';

const totals = new Map();

function* fields(bytes) {
  for (let at = 0; at < bytes.length;) {
    let tag;
    [tag, at] = varint(bytes, at);
    const number = Number(tag >> 3n);
    switch (Number(tag & 7n)) {
      case 0: { let value; [value, at] = varint(bytes, at); yield [number, value]; break; }
      case 1: yield [number, bytes.readBigUInt64LE(at)]; at += 8; break;
      case 2: { let length; [length, at] = varint(bytes, at); yield [number, bytes.subarray(at, at + Number(length))]; at += Number(length); break; }
      case 5: at += 4; break;
      default: throw new Error(`wire type ${tag & 7n}`);
    }
  }
}

function varint(bytes, at) {
  let value = 0n;
  for (let shift = 0n; ; shift += 7n) {
    const read = bytes[at++];
    value |= BigInt(read & 0x7f) << shift;
    if (read < 0x80) return [value, at];
  }
}

const parts = (bytes, number) => [...fields(bytes)].filter(([n]) => n === number).map(([, value]) => value);

function take(request) {
  for (const resource of parts(request, 1))
    for (const scope of parts(resource, 2))
      for (const span of parts(scope, 2)) {
        const [name, from, to] = [parts(span, 5)[0].toString(), parts(span, 7)[0], parts(span, 8)[0]];
        if (!/^(activity|orchestration|upload) /.test(name)) continue;
        const total = totals.get(name) ?? { count: 0, seconds: 0 };
        total.count++;
        total.seconds += Number(to - from) / 1e9;
        totals.set(name, total);
      }
}

createServer((request, answer) => {
  const chunks = [];
  request.on('data', chunk => chunks.push(chunk));
  request.on('end', () => {
    if (request.url === '/v1/traces') take(Buffer.concat(chunks));
    answer.end();
  });
}).listen(Number(process.argv[2]), '127.0.0.1');

process.on('SIGTERM', () => {
  let [count, seconds] = [0, 0];
  for (const [name, total] of [...totals].sort()) {
    console.log(`${name}: count=${total.count} seconds=${total.seconds.toFixed(2)}`);
    if (name.startsWith('activity')) [count, seconds] = [count + total.count, seconds + total.seconds];
  }
  console.log(`activities: count=${count} seconds=${seconds.toFixed(2)}`);
  process.exit(0);
});
