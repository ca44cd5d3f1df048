/**
 * Some five thousand French words, as people of cooperatives, fields, markets and offices write them: so that free text in a corpus is not the same
 * few sentences over and over, which any compressor would take for one. Made by hand for this bench from stems and their ordinary endings.
 */
import type { Dice } from '../../src/hub/demo/random.ts';

/** The most frequent first: half of what anybody writes is these. */
const COMMON =
  'de la le et les des à en du un une pour que qui dans par sur il est pas au plus ce avec ne se sont elle son a nous ou mais leur aux ont été cette ' +
  'ses être comme fait même deux aussi bien tout nos leurs sans depuis après avant entre très encore chaque autre autres ces vers chez sous déjà ' +
  'toujours peu trop trois quatre beaucoup lors quand alors selon contre pendant parce donc puis ainsi rien jamais souvent ici là surtout car dont où si ' +
  'y on ils elles notre votre vous moins cinq six sept huit neuf dix vingt trente cent mille premier première dernier dernière presque environ assez';

/** Verbs in -er, by their stem: six endings each. */
const VERBS =
  'abandonn abrit accept accompagn accord accumul achet achev activ adapt adhér administr adopt affich affirm ajout aliment allou amélior amen analys ' +
  'anim annonc appel apport apprêt approch approuv appuy arrang arrêt arriv arros assembl assist assur attach attir attrap augment avanc balay barr bas ' +
  'bénéfici bloqu bord bouch bris brod brûl cach calcul calm camp cass caus cess chang charg chass chauff cherch circul class cloch coch coll collect ' +
  'command commenc compar compens complét compos compt concern confi confirm conseill conserv consol constat consult cont continu contrôl convoqu copi ' +
  'corrig couch coup crédit crée creus cultiv danc débarqu débloqu débord décid déclar décor défrich dégag dégrad délivr demand déménag démarr dépens ' +
  'dépos désign dess détaill détourn développ devin dévou dialogu dict différ dimension diminu diplôm discut distribu divis domin donn dos dout dur éclair ' +
  'économis écout écras édit éduqu égal élabor élev élimin emball embauch emmen empêch emploi emport emprunt encadr encaiss encourag enferm engag ' +
  'enregistr enseign entr entraîn envoi épargn éplich épous éprouv équip espér essay estim étal étudi évalu évit évolu examin excus exécut exig exist ' +
  'expliqu exploit export expos fabriqu facilit factur favoris ferm fermi fêt figur fil filtr financ fix flott fond forc form formul fouill fourni frapp ' +
  'frott fum gagn garanti gard gât gèr gliss gonfl goût gratt greff group guid habit hésit honor huil identifi ignor illustr imagin imit import impos ' +
  'imprim inaugur indiqu inform install institu insist inspect intégr intéress interrog invent invit irrigu isol jet jeûn jou jug jur labour laiss lanc ' +
  'lav lev li limit liqu livr log lou maîtris mand mang manifest manœuvr manqu march mari marqu mélang men mention mesur mett mobilis modifi montr motiv ' +
  'mouill moul multipli murmur nag négoci nettoy nomm not numérot observ occup octroi opér oppos ordonn organis orient oubli ouvri pacifi pai partag ' +
  'particip pass patient pay pêch pein pens perçu perfectionn périm permett pes pétitionn pil plac plaid plant plein pli point port pos postul pouss ' +
  'pratiqu précis préfér prélev prépar présent prêt prévoi pri prim procéd proclam procur profit programm progress projet prolong promen propos protég ' +
  'prouv provoqu publi puis qualifi quitt racont rajout ramass ramen rang rappel rapport rassembl rassur ravitaill réalis réclam récolt recommand ' +
  'récompens réconcili récupér réduis réflét réform refus regard régl regroup rejet relanc relev remarqu rembours remerci rempla remont rencontr renforc ' +
  'renouvel rent réorganis répar répét report repouss représent réserv respect respir rest retard retir retourn réus réveill revendiqu révis rêv risqu ' +
  'sal salu sauv séch sécuris sem sensibilis sépar serr servi sign signal simplifi soign solicit sollicit sonn souffl souhait soulag soulev soutir ' +
  'spécialis stabilis stock subventionn suggér suppli support surmont surveill suspend tamis tann tap taxi teint témoign tent termin test tiss tomb touch ' +
  'tourn tracass trait transform transport travaill travers tri tromp trouv tu us utilis vaccin vali valoris vann vari veill ventil vers vid vis visit ' +
  'voi vol vot voyag';

/** Nouns with a plural in -s. */
const NOUNS =
  'abeille abri accès accord achat acompte acte action activité adhérent adhésion adjoint administration adresse affaire âge agent agriculteur agricultrice ' +
  'agriculture aide aîné alphabétisation ambition aménagement amende ami amitié amont analyse ancêtre âne animatrice année antenne apiculteur appel appui ' +
  'arachide arbre arbuste argent argile armoire arrivée arrondissement artisan artisane assemblée assiette association atelier atout attente attestation ' +
  'aubergine autorisation autorité avance avantage avenir avis avocat aînée bâche bagage baisse balance banane banco banque baobab baptême barème barrage ' +
  'barrière bas-fond basin bassin bâtiment battage benne berger besoin bétail beurre bidon bilan billet biscuit blessure boîte bord borne botte bouche boucher ' +
  'bouillie boulangerie bourse boutique boutiquière bouteille branche brebis brique brochure brouette brousse budget bulletin but cabane cachet cadeau cadre ' +
  'cahier caisse caissière calebasse calendrier campagne campement camion canal canari candidat candidature capacité capital caprin carence carnet carte cas ' +
  'catégorie cause caution centre cercle céréale cérémonie certificat chaîne chaise chambre champ chantier charge chariot charrette charrue chef chemin chèvre ' +
  'chiffre choix cimenterie clé client cliente clôture coffre colis collecte collègue comité commande commerçant commerçante commission commune communauté compagne ' +
  'compagnie compétence comportement compost comptabilité comptable compte concertation concession concombre conférence conflit congé connaissance conseil ' +
  'conseiller conseillère conservation consommation construction contact contenu contrat contribution contrôle convention coopérateur coopératrice coopérative ' +
  'copie corde cotisation coton couleur coup coupe cour courant courrier cours cousine coutume couture couturière couverture créance crédit crevette crise culture ' +
  'cuisine cuisinière cuve cycle dame danger datte débat débouché début décision déclaration déchet décortiqueuse défi défilé degré délai délégué déléguée demande ' +
  'démarche département dépense déplacement dépôt désaccord descente dette développement devise diagnostic difficulté digue diplôme directrice direction directive ' +
  'discussion dispensaire disponibilité dispositif distance distribution document domaine don donateur donnée dossier doyen doyenne droit durée échange échéance ' +
  'échec éclairage école économie écoute écurie effort égalité élection électricité élevage éleveur élève embarcation emballage emploi employée emprunt enclos ' +
  'encadrement encadreur endroit énergie enfant engagement engrais enquête enseignant enseignante ensemble entente entraide entrée entreprise entretien enveloppe ' +
  'environnement envoi épargne épi épice époque épouse équipe équipement erreur escale espace espèce espoir essai essaim estimation étable étagère étal étang étape ' +
  'état étoffe étude étudiante évaluation événement évolution examen excédent exemple exercice expérience exploitation exposition fabrication facilitatrice façon ' +
  'facture faim famille farine farinier femme fer ferme fête feuille ficelle fiche fièvre filet filière fille fils financement fixation fleuve foin foire fonction ' +
  'fondatrice fonds fonio forage force forêt forgeron formation formatrice formulaire foyer fourrage frais frère fromage frontière fruit fumier fût gain garantie ' +
  'gardienne garçon gâteau gerbe gestion gingembre gombo goudron goût graine grange grenier grille groupe groupement guichet guide habitant habitude hache hangar ' +
  'haricot hausse hectare herbe héritage heure hibiscus hivernage homme horaire houe huile huilerie humidité hygiène idée identification igname image imprévu impôt ' +
  'incendie indication initiative injustice inondation inscription inspection installation institution instruction insuffisance intérêt intervention invitation ' +
  'irrigation jardin jardinage jardinière jarre jeunesse journée juge jument justice karité kiosque laine laiterie lampe langue lait latrine légume lenteur lettre ' +
  'levée liaison liberté lieu ligne limite liste litre livraison livret local logement loi lot lotissement machine magasin magasinier maire mairie maïs maison ' +
  'maîtrise majorité malentendu mangue manguier manioc manque maraîchage maraîcher maraîchère marchandise marché marmite marraine masse matériau matériel maternité ' +
  'matière matinée médicament mélange membre mémoire ménage ménagère mensualité menuiserie menuisier mercuriale message mesure métier mil ministre minorité miel mise ' +
  'mission modèle moisson montant monture mosquée motif moto motopompe mouche moulin mouton mouvement moyen moyenne mur mutation mutuelle naissance natte négociation ' +
  'neveu nièce nombre nourriture nouvelle nuit numéro objectif obligation observation occasion œuf oignon oiseau ombre opération opinion opposition ordinateur ordre ' +
  'organe organisation orphelin orpheline oseille outil ouverture ouvrage ouvrier ouvrière page paiement paille pain panier panne papaye papier paquet parc parcelle ' +
  'parcours parent parrain part partage partenaire participation particularité partie passage patate pâte patience patronne pâturage pêcheur pêche peinture pépinière ' +
  'percée performance périmètre période permanence permission personne perspective perte pesée pied pièce piment pioche pirogue piste place plainte plan planche ' +
  'plante plaque plat plateforme pluie poids point pois poisson poivre pommade pompe pont population porte porteuse position poste poterie potière poudre poulailler ' +
  'poule poussin pratique précaution préfet préférence préjugé prélèvement preneur préparation présence présidente pression prêt preuve prévision prévention prime ' +
  'principe priorité prise prix problème procédure processus production productrice produit professeur profit programme progrès projet promesse promotion proposition ' +
  'protection provision proximité puisard puits qualité quantité quartier question queue quincaillerie quittance quota rabais racine raison ramassage rapport rareté ' +
  'râteau réaction récépissé réception recette recherche récolte récolteuse récompense recrutement reçu récupération redevance réduction référence réflexion refus ' +
  'région registre règle règlement regroupement relais relation relevé remboursement remède remise rencontre rendement renfort renseignement rentrée réparation ' +
  'répartition repas répétition repos représentante réseau réserve responsable ressource restauration restitution résultat résumé retard retour retrait réunion ' +
  'réussite revenu révision richesse risque rite rivière riz rizière robe rôle route rumeur rupture sable sac saison salaire salle salon sanction santé satisfaction ' +
  'savon savonnerie scolarité séance sécheresse secours secrétaire secteur section sécurité semaine semence semis séminaire sensibilisation série serrure service ' +
  'sésame session siège signature signe situation société sœur soin solde solidarité solution somme sorgho sortie souche souci soudure source sous-préfet soutien ' +
  'spectacle spéculation stage stagiaire stand station statut stock structure subvention succès sucre suivi surface surplus surveillance système table tableau tache ' +
  'tâche taille tamarin tante tapis tarif tas taux taxe technicien technicienne technique teinture teinturière télévision témoin temps tendance tente terme terrain ' +
  'terre territoire tissage tissu titre toile toilette toiture tomate tombola tontine total tournée trace tracteur tradition trajet tranche transport travail ' +
  'travailleur traversée trésor trésorière tribunal trimestre troc trou troupe troupeau tuteur tutrice tuyau union unité urgence usage usine utilité vaccin vache ' +
  'vaisselle valeur vallée variété véhicule veille vendeuse vente ventilateur verger vérification vérité vermicelle versement veuve viande victime victoire vie village ' +
  'villageois ville virement visage visite visiteuse vivre voie voisin voisine voiture voix volaille volonté volume vote voyage zone zébu';

/** Adjectives with a feminine in -e. */
const ADJECTIVES =
  'absent abondant actif adéquat africain agricole ancien annuel attentif bas beau blanc bon brun brûlant central certain chaud clair collectif commercial communal ' +
  'complet constant content coûteux court couvert créatif dangereux difficile direct distant divers doux dur efficace élevé essentiel étroit évident excellent ' +
  'familial féminin fertile final foncier fort fragile franc frais froid général généreux gentil grand gratuit grave gros habituel haut heureux humain humide ' +
  'immédiat important incertain indépendant industriel inférieur intéressant intérieur jeune joli joyeux juste large léger lent libre local lointain long lourd ' +
  'maigre malade malien manuel matinal mauvais médical meilleur mensuel merveilleux mineur mobile moderne modeste mûr national naturel nécessaire net neuf noir ' +
  'nombreux normal notable nouveau obligatoire officiel ordinaire original ouvert paisible pareil parfait partiel particulier patient pauvre pénible permanent ' +
  'personnel petit plein pluvieux populaire positif possible précieux précis présent principal privé prochain profond propre proche provisoire prudent public puissant ' +
  'quotidien rapide rare récent régional régulier religieux rentable résistant riche rond rouge rural saisonnier sec secondaire semblable sérieux seul sévère simple ' +
  'social solaire solide soigneux sombre souple spécial stable suffisant suivant supérieur supplémentaire sûr tardif technique temporaire tendre total traditionnel ' +
  'tranquille triste urbain urgent usé utile valable vaste vert veuf vieux vif villageois violent vivant voisin volontaire vrai';

const split = (text: string): string[] => text.split(' ');
const ends = (stems: string, ...endings: readonly string[]): string[] =>
  split(stems).flatMap((stem) => endings.map((ending) => stem + ending));
const plural = (noun: string): string => (/[sxz]$/.test(noun) ? noun : /eau$/.test(noun) ? `${noun}x` : `${noun}s`);

/** All different, the most frequent first. */
export const WORDS: readonly string[] = [
  ...new Set([
    ...split(COMMON),
    ...shuffled([
      ...ends(VERBS, 'er', 'e', 'ent', 'é', 'ée', 'és'),
      ...split(NOUNS).flatMap((noun) => [noun, plural(noun)]),
      ...split(ADJECTIVES).flatMap((word) => [word, plural(word), word.endsWith('e') ? word : `${word}e`]),
    ]),
  ]),
];

/** Rank among the content words follows no alphabet. Always the same order. */
function shuffled(words: string[]): string[] {
  let state = 20_26;
  for (let i = words.length - 1; i > 0; i--) {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    const j = state % (i + 1);
    [words[i], words[j]] = [words[j] as string, words[i] as string];
  }
  return words;
}

/** Zipf and Mandelbrot: the word of rank r comes as often as 1 / (r + 2.7). Running sums, to draw from by halving. */
const SUMS: Float64Array = (() => {
  const sums = new Float64Array(WORDS.length);
  let sum = 0;
  for (let rank = 0; rank < sums.length; rank++) {
    sum += 1 / (rank + 3.7);
    sums[rank] = sum;
  }
  return sums;
})();

export function word(d: Dice): string {
  const at = d.next() * (SUMS[SUMS.length - 1] as number);
  let [low, high] = [0, SUMS.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((SUMS[middle] as number) < at) low = middle + 1;
    else high = middle;
  }
  return WORDS[low] as string;
}

/** Free text of at least `words` words, drawn one by one, and at most `max` characters. */
export function prose(d: Dice, words: number, max: number): string {
  for (;;) {
    const text = Array.from({ length: words }, () => word(d)).join(' ');
    if (text.length <= max) return text.charAt(0).toUpperCase() + text.slice(1);
  }
}
