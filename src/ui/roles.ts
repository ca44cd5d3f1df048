import { has, t } from './i18n.ts';

/** A role in words; one that only a newer version knows keeps its own name. */
export const roleName = (role: string): string => (has(`grant.role.${role}`) ? t(`grant.role.${role}`) : role);
