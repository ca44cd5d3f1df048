/** Why a file cannot be read as a list. Nothing of such a file is taken, and nothing that is here changes. */
import { entry } from './code-entry.ts';

export const IMPORT_CODES = {
  'IMPORT-KIND': entry(
    'refused',
    'Ce fichier n’est pas une liste : ni CSV, ni Excel (.xlsx).',
    'Ouvrez la liste dans Excel ou LibreOffice et enregistrez-la en .xlsx ou en CSV.',
    'This file is no list: neither CSV nor Excel (.xlsx).',
    'Open the list in Excel or LibreOffice and save it as .xlsx or CSV.',
  ),
  'IMPORT-OLD-EXCEL': entry(
    'refused',
    'Ce fichier est un ancien Excel (.xls), ou il est protégé par un mot de passe.',
    'Ouvrez-le dans Excel, ôtez le mot de passe, et enregistrez-le en .xlsx ou en CSV.',
    'This file is an old Excel one (.xls), or is protected by a password.',
    'Open it in Excel, take off the password, and save it as .xlsx or CSV.',
  ),
  'IMPORT-EMPTY': entry(
    'refused',
    'Ce fichier est vide.',
    'Choisissez un fichier avec les noms des colonnes sur la première ligne et une ligne par fiche.',
    'This file is empty.',
    'Choose a file with the names of the columns on the first line and one line a record.',
  ),
  'IMPORT-NO-ROWS': entry(
    'refused',
    'Ce fichier n’a que la ligne des titres.',
    'Écrivez une ligne par fiche sous les noms des colonnes, puis réessayez.',
    'This file only has the line of headings.',
    'Write one line a record below the names of the columns, then try again.',
  ),
  'IMPORT-TOO-BIG': entry(
    'refused',
    'Ce fichier est trop lourd.',
    'Partagez la liste en plusieurs fichiers, ou enlevez les images. Sur le téléphone, le bureau peut importer un plus gros fichier.',
    'This file is too big.',
    'Split the list into several files, or take out the pictures. On a phone, the office can import a bigger file.',
  ),
  'IMPORT-ROWS': entry(
    'refused',
    'Cette liste a trop de lignes pour un seul import.',
    'Partagez-la en plusieurs fichiers, chacun avec la ligne des titres.',
    'This list has too many lines for one import.',
    'Split it into several files, each with the line of headings.',
  ),
  'IMPORT-COLUMNS': entry(
    'refused',
    'Cette liste a plus de 200 colonnes.',
    'Enlevez les colonnes qui ne servent pas, puis réessayez.',
    'This list has more than 200 columns.',
    'Take out the columns that are not needed, then try again.',
  ),
  'IMPORT-QUOTE': entry(
    'refused',
    'Un guillemet ouvert dans ce fichier n’est jamais fermé : le reste ne peut pas être lu.',
    'Ouvrez le fichier dans Excel ou LibreOffice, vérifiez les guillemets, et enregistrez-le de nouveau en CSV.',
    'A quote opened in this file is never closed: the rest cannot be read.',
    'Open the file in Excel or LibreOffice, check the quotes, and save it as CSV again.',
  ),
  'IMPORT-DAMAGED': entry(
    'refused',
    'Ce fichier Excel ne peut pas être lu : il est abîmé, ou trop compliqué.',
    'Ouvrez-le dans Excel, copiez la liste dans un classeur neuf, et enregistrez-le en CSV.',
    'This Excel file cannot be read: it is damaged, or too complicated.',
    'Open it in Excel, copy the list into a new workbook, and save that as CSV.',
  ),
  'IMPORT-UNFOLDS': entry(
    'refused',
    'Ce fichier Excel se déplie en beaucoup plus gros qu’une liste.',
    'Copiez la liste seule dans un classeur neuf, et enregistrez-le en CSV.',
    'This Excel file unfolds to something far bigger than a list.',
    'Copy the list alone into a new workbook, and save that as CSV.',
  ),
  'IMPORT-TYPE': entry(
    'refused',
    'Une liste de cette sorte ne s’importe pas.',
    'Choisissez ce que la liste contient : des organisations, des personnes…',
    'A list of this kind cannot be imported.',
    'Choose what is in the list: organisations, people…',
  ),
  'IMPORT-PLACE': entry(
    'refused',
    'Il manque l’endroit où garder les nouvelles fiches.',
    'Choisissez l’antenne ou le réseau, choisissez le fichier de nouveau, puis continuez.',
    'Where the new records are kept is missing.',
    'Choose the branch or the network, choose the file again, then go on.',
  ),
} as const;
