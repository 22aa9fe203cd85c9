// The package's public API for threads that can't start workers, service workers among them: everything is computed in the
// thread itself, with code that is imported now.
import { startInThread } from './internal/inline/in-thread.js';
import { place } from './internal/page/place.js';

place.startInline = startInThread;
place.isInline = true;

export * from './index.js';
