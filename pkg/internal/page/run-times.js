/** The median is of the latest passes only: a camera makes millions. */
const MAX_TIMES = 1000;

/** How long a network's passes took, in milliseconds. */
export class RunTimes {
  /** @type {number | null} */
  #first = null;
  #runs = 0;
  /** Without the first, which also compiles and allocates. A ring buffer. @type {number[]} */
  #later = [];

  /** @param {number} time */
  add(time) {
    if (this.#runs === 0) this.#first = time;
    else this.#later[(this.#runs - 1) % MAX_TIMES] = time;
    this.#runs += 1;
  }

  get summary() {
    return { firstRun: this.#first, medianRun: median(this.#later), runs: this.#runs };
  }
}

/** @param {number[]} values */
function median(values) {
  if (values.length === 0) return null;
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}
