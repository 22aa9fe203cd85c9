/** How many passes the button for more of them makes. */
export const MORE_RUNS = 10;

/** How many passes each engine makes in the comparison, after its first. */
export const COMPARED_RUNS = 3;

/** In the order of the comparison's columns. */
export const ENGINES = /** @type {const} */ (['webgpu', 'cpu', 'burn']);
