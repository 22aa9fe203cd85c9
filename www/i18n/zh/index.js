import claims from './claims.js';
import classify from './classify.js';
import components from './components.js';
import cuts from './cuts.js';
import engine from './engine.js';
import errors from './errors.js';
import explain from './explain.js';
import explore from './explore.js';
import figures from './figures.js';
import growth from './growth.js';
import intake from './intake.js';
import learn from './learn.js';
import names from './names.js';
import share from './share.js';
import shell from './shell.js';
import story from './story.js';

/** @type {typeof import('../en/index.js').default} */
export default {
  names,
  components,
  cuts,
  errors,
  shell,
  share,
  classify,
  figures,
  growth,
  story,
  explore,
  engine,
  learn,
  claims,
  intake,
  explain,
};
