/** How far a list is counted: enough to know one's work, and as quick in the longest. From there on it is said to be more. */
export const COUNT_UP_TO = 200

/** After the name of a tab; nothing where nothing was counted, for 0 would be a number. */
export const countWords = (count: number | undefined) =>
  count === undefined ? '' : ` ${count >= COUNT_UP_TO ? `${COUNT_UP_TO}+` : count}`
