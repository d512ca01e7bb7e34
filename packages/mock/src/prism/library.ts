// The only module that imports Prism. The build replaces it with a bundle, so that the published package does not depend on
// Prism's packages; in the workspace it is this file.
export { createInstance, getHttpOperationsFromSpec, ProblemJsonError } from "@stoplight/prism-http";
