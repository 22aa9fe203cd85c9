// A thread that imports the package as a page does.
import * as densenet from '../../pkg/index.js';
import { answer } from './in-thread.js';

answer(densenet);
