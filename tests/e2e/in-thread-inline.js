// A thread that imports the package's code with it.
import * as densenet from '../../pkg/inline.js';
import { answer } from './in-thread.js';

answer(densenet);
