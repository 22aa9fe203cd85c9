export default {
  title: 'Growth',
};
