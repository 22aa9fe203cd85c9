/** How many passes the button for more passes runs. */
export const MORE_RUNS = 10;

/** How many passes are timed layer by layer: more if they are cheap, because a browser's clock is coarse. */
export const TIMED_RUNS = 10;
export const CHEAP_TIMED_RUNS = 50;
/** How many passes are timed without being asked for, and how long a pass may take for that, in milliseconds. */
export const UNASKED_TIMED_RUNS = 5;
export const UNASKED_MAX_TIME = 150;
/** A pass with at most this many multiply-accumulates is cheap. */
export const CHEAP_MACS = 5e8;

/** In the benchmark each engine takes this many turns, each of at most so many passes, and of one at least, until so many milliseconds have passed. */
export const TURNS = 3;
export const TURN_RUNS = 20;
export const TURN_TIME = 1500;
