// The package is loaded when it is first needed, after the first paint, because it comes with WebAssembly.

/** @returns {Promise<typeof import('densenet-web')>} */
export const loadPackage = () => import('densenet-web');
