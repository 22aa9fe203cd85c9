// What a benchmark ran on, as far as browsers say it.

/** In milliseconds. */
const ADAPTER_TIME = 3000;

/** Those that kernels are written for. */
const FEATURES = ['shader-f16', 'subgroups', 'timestamp-query'];
const LIMITS = /** @type {const} */ ([
  'maxBufferSize',
  'maxStorageBufferBindingSize',
  'maxStorageBuffersPerShaderStage',
  'maxComputeWorkgroupStorageSize',
  'maxComputeInvocationsPerWorkgroup',
  'maxComputeWorkgroupsPerDimension',
]);

/**
 * @typedef {object} Gpu
 * @property {Record<string, string | number | boolean>} adapter what the browser calls it.
 * @property {string[]} features
 * @property {Record<typeof LIMITS[number], number>} limits
 */

/** @typedef {{ browser: string, userAgent: string, cores: number, crossOriginIsolated: boolean, gpu: Gpu | null }} Machine */

/** @returns {Promise<Machine>} */
export async function describeMachine() {
  const { userAgent, hardwareConcurrency: cores } = navigator;
  return { browser: browserName(userAgent), userAgent, cores, crossOriginIsolated, gpu: await describeGpu() };
}

/** The adapter that the package asks for as well. @returns {Promise<Gpu | null>} */
async function describeGpu() {
  const { gpu } = navigator;
  if (!gpu) return null;
  const request = gpu.requestAdapter({ powerPreference: 'high-performance' }).catch(() => null);
  // Some drivers never answer, and the benchmark is more than this.
  const late = new Promise((resolve) => setTimeout(resolve, ADAPTER_TIME, null));
  const adapter = await Promise.race([request, /** @type {Promise<null>} */ (late)]);
  return adapter ? gpuOf(adapter) : null;
}

/** @param {Pick<GPUAdapter, 'info' | 'features' | 'limits'>} adapter @returns {Gpu} */
export function gpuOf({ info, features, limits }) {
  const { vendor, architecture, device, description, isFallbackAdapter } = info;
  const { subgroupMinSize, subgroupMaxSize } = info;
  const said = {
    vendor,
    architecture,
    device,
    description,
    subgroupMinSize,
    subgroupMaxSize,
    isFallbackAdapter,
  };
  return {
    // Browsers leave out what would tell visitors apart.
    adapter: Object.fromEntries(
      Object.entries(said).filter(([, value]) => value !== '' && value !== undefined),
    ),
    features: FEATURES.filter((feature) => features.has(feature)),
    limits: /** @type {Gpu['limits']} */ (Object.fromEntries(LIMITS.map((name) => [name, limits[name]]))),
  };
}

/** The first that fits: browsers also name those that they want to be taken for. @type {[string, RegExp][]} */
const BROWSERS = [
  ['Edge', /Edg(?:A|iOS)?\/(\d+)/],
  ['Opera', /OPR\/(\d+)/],
  ['Samsung Internet', /SamsungBrowser\/(\d+)/],
  ['Firefox', /(?:Firefox|FxiOS)\/(\d+)/],
  ['Chrome', /(?:Chrome|CriOS)\/(\d+)/],
  ['Safari', /Version\/(\d+(?:\.\d+)?).* Safari/],
];

/** @type {[string, RegExp][]} */
const SYSTEMS = [
  ['Android', /Android/],
  ['iOS', /iPhone|iPad/],
  ['Windows', /Windows/],
  ['macOS', /Macintosh/],
  ['ChromeOS', /CrOS/],
  ['Linux', /Linux/],
];

/** Chrome 156, Linux @param {string} userAgent */
export function browserName(userAgent) {
  const [browser] = BROWSERS.flatMap(([name, pattern]) => {
    const version = pattern.exec(userAgent)?.[1];
    return version ? `${name} ${version}` : [];
  });
  const system = SYSTEMS.find(([, pattern]) => pattern.test(userAgent))?.[0];
  return [browser, system].filter(Boolean).join(', ') || userAgent;
}
