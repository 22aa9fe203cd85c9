// Unused code must not be in the bundle.
import { DenseNetError } from 'densenet-web';

console.log(DenseNetError.name);
