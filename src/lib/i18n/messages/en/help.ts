import type { Formatters } from '#lib/i18n/formatters.ts';
import { confidenceGuide, figureGuide, type HelpItem, type Names } from './help-figures.ts';

export const help = (f: Formatters, names: Names) => ({
  title: 'Help',
  contents: 'On this page',

  quickStartTitle: 'Quick start',
  quickStart: [
    'Add your car. Its name is enough; with the usable battery size PlugTrack can work out much more.',
    'After a charge, tap Charge, enter what the charger or the car shows, and save. One number is enough: the energy, the end SoC or the total cost.',
    'Add the odometer now and then. Two readings are enough to learn how efficiently you drive, and what a mile really costs.',
    'At home, enter your tariff once. From then on each home charge prices itself.',
    'Make a backup. The data lives in this browser and nowhere else.',
  ],

  figuresTitle: 'What each figure means',
  figuresIntro:
    'A dash (–) means unknown: something needed for the figure is missing. It is never shown as zero. “≈” marks an estimate.',
  figures: figureGuide(f, names),

  confidenceTitle: 'How sure a figure is',
  confidence: confidenceGuide(),

  installTitle: 'Install it',
  installIntro:
    'Installed, PlugTrack opens like any other app, works without a signal, and browsers are far less likely to erase its data.',
  install: [
    {
      term: 'iPhone and iPad',
      text: 'Open PlugTrack in Safari, tap Share (the square with the arrow), then Add to Home Screen. Do this before you log charges: the installed app keeps its own data, and what was logged in a Safari tab does not move over by itself.',
    },
    {
      term: 'Android',
      text: 'In Chrome, open the menu with the three dots and tap Add to Home screen, then Install. In Firefox: menu, Install.',
    },
    {
      term: 'Computer',
      text: 'In Chrome or Edge, use the install symbol at the end of the address bar, or the menu and Install PlugTrack. In Safari on a Mac: File, Add to Dock.',
    },
  ] satisfies HelpItem[],

  faqTitle: 'Questions',
  faq: [
    {
      term: 'Do I need a connection?',
      text: 'Only the first time, and to update. Everything else works offline: logging, figures, import.',
    },
    {
      term: 'I do not know the energy. Can I log the charge all the same?',
      text: 'Yes. With the start and end SoC and the size of the battery PlugTrack estimates it, and marks it as an estimate.',
    },
    {
      term: 'Why is there no efficiency for this charge?',
      text: 'It needs an odometer reading here and at an earlier charge, and enough known charging in between. The page of the charge says what is missing and what you can do.',
    },
    {
      term: 'I changed my tariff. Why do old charges keep their cost?',
      text: 'Because that is what you paid. Enter the new tariff with its first day; older charges keep the price that was valid then.',
    },
    {
      term: 'Can I import from another app or my charger?',
      text: 'Yes, from many of them as CSV or ZIP. You see what will be added before anything is changed, and an import can be taken back.',
    },
    {
      term: 'I deleted something by mistake.',
      text: 'Tap Undo in the message that follows, or open Trash: it keeps deleted things for 30 days.',
    },
    {
      term: 'How do I move to a new phone?',
      text: 'Create a backup on the old one, send the file to the new one, and restore it there.',
    },
    {
      term: 'When does the app update?',
      text: 'When you say so. “Update ready” appears at the top, and Reload takes the new version. Nothing you are typing is lost.',
    },
  ] satisfies HelpItem[],

  privacyTitle: 'Privacy',
  privacy: [
    'There is no account, no server of ours, and nothing that counts or follows you. PlugTrack contacts no one but the address it was loaded from, and that only to fetch itself.',
    'Your log is stored by this browser on this device. Anyone who can unlock the device can read it; the encryption of the device itself is what protects it.',
    'Clearing the browser’s site data erases the log. So may a browser that runs out of space. A backup kept elsewhere is the one safe answer to both.',
    'Your position is used only when you tap for it, only on the device, and never needed.',
  ],
});
