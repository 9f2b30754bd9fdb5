/** The device did not do what a rule says. */
export class RuleBroken extends Error {}
