/** How many passes the button for more of them makes. */
export const MORE_RUNS = 10;

/** How many passes are timed layer by layer: many where they are cheap, since a browser's clock is coarse. */
export const TIMED_RUNS = 10;
export const CHEAP_TIMED_RUNS = 50;
/** Up to so many multiply-accumulates a pass is cheap. */
export const CHEAP_MACS = 5e8;

/** How many passes each engine makes in the comparison, after its first. */
export const COMPARED_RUNS = 5;

/** In the order of the comparison's columns. */
export const ENGINES = /** @type {const} */ (['webgpu', 'cpu', 'burn']);
