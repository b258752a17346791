export const tariffs = () => ({
  title: "Tariffs",
});
