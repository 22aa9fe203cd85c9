// The network's package comes with WebAssembly: it is loaded when it is first needed, after the first paint.

/** @returns {Promise<typeof import('densenet-web')>} */
export const loadPackage = () => import('densenet-web');
