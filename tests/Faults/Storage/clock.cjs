// Sets the clock of the storage emulator ahead by as many milliseconds as the file FAULTS_CLOCK says, read again every 20 ms: on one machine a jump of the clock
// reaches every process.
'use strict';

const fs = require('fs');
const path = process.env.FAULTS_CLOCK;
const Real = Date;
let ahead = 0;

function read() {
  try {
    ahead = Number(fs.readFileSync(path, 'utf8')) || 0;
  } catch {
    // Not written yet.
  }
}

read();
setInterval(read, 20).unref();
globalThis.Date = class extends Real {
  constructor(...given) {
    if (given.length === 0) super(Real.now() + ahead);
    else super(...given);
  }

  static now() {
    return Real.now() + ahead;
  }
};
