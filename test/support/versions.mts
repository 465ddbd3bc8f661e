/** The API versions that the node works with: what works with one has to work with each. */
export const VERSIONS = ['v3', '2026-03', '2026-09'] as const;
