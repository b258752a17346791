export const cars = () => ({
  title: "Cars",
});
