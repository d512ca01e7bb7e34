/** A bundle for the browser, of everything that the program imports. Node can run it too. */
export default { build: { lib: { entry: "train.mjs", formats: ["es"], fileName: "train" } } };
