/** Parts of addresses, in French like all of them. */
export const WAYS = 'parcours';
export const GUIDE = 'quelle-forme';
export const PAPER = 'papier';
