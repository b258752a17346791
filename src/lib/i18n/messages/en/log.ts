export const log = () => ({
  title: 'Charge',
});
