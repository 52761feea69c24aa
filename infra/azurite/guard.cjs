// Runs Azurite (the program named by the first argument) in this process and ends it in good order when standard input closes. The host
// holds the other end of that pipe, so Azurite never outlives it, not even when the host is killed. Signals from outside are ignored:
// Ctrl+C and service managers send them to the whole group, and Azurite has to stay until the host has finished its work.
'use strict';

// Whoever starts the next Azurite on this directory waits until this process is gone: its last indexes are written after its ports are free.
require('fs').writeFileSync('guard.pid', String(process.pid));

const [program, ...args] = process.argv.slice(2);
process.argv = [process.argv[0], program, ...args];

const services = 3;
const patience = 30000;
let closed = 0;
let shutdown = () => process.exit(0);

const once = process.once;
process.once = function (event, handler) {
  if (event === 'SIGTERM') shutdown = handler;
  return event === 'SIGTERM' || event === 'SIGINT' ? this : once.call(this, event, handler);
};
process.on('SIGTERM', () => {});
process.on('SIGINT', () => {});

// Azurite says when each of its services has written its indexes; it does not exit by itself while connections are open.
const log = console.log;
console.log = (...parts) => {
  log(...parts);
  if (String(parts[0]).includes('successfully closed') && ++closed === services) process.exit(0);
};

let ending = false;
function end() {
  if (ending) return;
  ending = true;
  setTimeout(() => process.exit(1), patience);
  shutdown();
}

process.stdin.on('end', end).on('close', end).on('error', end);
process.stdin.resume();
process.stdout.on('error', () => {}); // nobody reads any more once the host is gone
process.stderr.on('error', () => {});
require(program);
