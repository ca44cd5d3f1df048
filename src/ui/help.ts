/** Questions people ask, by subject: the same on the phone and on the hub's page of help. Their words are in `messages/help`. */
export const QUESTIONS = {
  phone: ['offline', 'fix', 'lost', 'code', 'stick', 'versions', 'shared', 'mistake', 'clock', 'readers'],
  work: ['joined', 'twice', 'past', 'agree', 'list', 'paper', 'roll', 'remove'],
} as const;
export const SUBJECTS = ['phone', 'work'] as const;
