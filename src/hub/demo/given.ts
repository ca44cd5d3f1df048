/** What organisations are given and what they ask for, as it is written down. All invented. */
import type { Body } from '../../kernel/types.ts';

export const SUPPORTS: readonly Body[] = [
  {
    kind: 'training',
    what: 'Tenue du cahier de caisse, trois jours',
    women: 14,
    men: 3,
    provider: 'RENAPESS',
    satisfaction: 'good',
  },
  { kind: 'training', what: 'Vie coopérative : assemblée, organes, registre', women: 9, men: 8, provider: 'RENAPESS' },
  {
    kind: 'training',
    what: 'Transformation et séchage des mangues',
    women: 22,
    provider: 'Partenaire (exemple)',
    satisfaction: 'good',
  },
  {
    kind: 'training',
    what: 'Alphabétisation en bamanankan, six semaines',
    women: 18,
    men: 4,
    provider: 'RENAPESS',
    satisfaction: 'fair',
  },
  { kind: 'advice', what: 'Relecture des statuts avant l’assemblée', provider: 'RENAPESS', result: 'Statuts adoptés.' },
  { kind: 'advice', what: 'Préparation du dossier d’immatriculation', provider: 'RENAPESS' },
  {
    kind: 'equipment',
    what: 'Une décortiqueuse et sa bâche',
    provider: 'Partenaire (exemple)',
    cost: 925_000,
    satisfaction: 'fair',
  },
  {
    kind: 'equipment',
    what: 'Vingt séchoirs solaires',
    provider: 'Partenaire (exemple)',
    cost: 1_400_000,
    satisfaction: 'good',
  },
  { kind: 'money', what: 'Fonds de roulement pour la campagne', provider: 'RENAPESS', cost: 600_000 },
  {
    kind: 'other',
    what: 'Stand à la foire régionale',
    provider: 'RENAPESS',
    satisfaction: 'good',
    result: 'Deux commandes reçues.',
  },
];

export const NEEDS: readonly string[] = [
  'Un magasin pour garder la récolte, et une balance.',
  'Quelqu’un qui explique la comptabilité en bamanankan.',
  'De l’eau toute l’année : le puits tarit en mars.',
  'Des acheteurs à Bamako pour les produits séchés.',
  'Une formation pour les nouveaux membres du comité de gestion.',
];
