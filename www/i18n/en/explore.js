export default {
  title: 'Explore',
};
