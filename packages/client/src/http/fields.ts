/** The fields of a JSON object whose content cannot be relied on. */
export type Fields = Record<string, unknown>;
