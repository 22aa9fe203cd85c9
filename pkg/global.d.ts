/**
 * The instances of a global class, or `never` where the program's `lib` has no such class: a worker's has no `HTMLImageElement`,
 * Node.js's no `ImageBitmap`.
 */
export type Global<Name extends string> =
  typeof globalThis extends Record<Name, { prototype: infer Instance }> ? Instance : never;

/** Aborts a call. `null` and `undefined` are no signal. */
export type Signal = Global<'AbortSignal'> | null | undefined;
