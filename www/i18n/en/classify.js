export default {
  title: 'Classify',
  samples: 'Sample pictures',
};
