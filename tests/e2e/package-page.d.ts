/** The globals that package-page.js defines. */
declare const densenet: typeof import('../../pkg/index.js');

declare function failure(action: () => unknown): Promise<{
  name: string;
  message: string;
  code: import('../../pkg/index.js').DenseNetErrorCode;
  details: import('../../pkg/index.js').DenseNetErrorDetails;
  isOurs: boolean;
} | null>;

/** A network that some tests share between calls. */
declare const net: import('../../pkg/index.js').DenseNet;
