/** What package-page.js puts into the page. */
declare const densenet: typeof import('../../pkg/index.js');

declare function failure(action: () => unknown): Promise<{
  name: string;
  message: string;
  code: import('../../pkg/index.js').DenseNetErrorCode;
  details: import('../../pkg/index.js').DenseNetErrorDetails;
  isOurs: boolean;
} | null>;

/** A network that some tests keep there. */
declare const net: import('../../pkg/index.js').DenseNet;
