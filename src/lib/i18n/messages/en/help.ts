import type { Formatters } from '#lib/i18n/formatters.ts';

/** A term and what it means, a question and its answer: shown as one line that opens. */
export interface HelpItem {
  readonly term: string;
  readonly text: string;
}

const figures = (f: Formatters): HelpItem[] => {
  const distance = f.distanceUnit === 'mi' ? 'mile' : 'kilometre';
  return [
    {
      term: 'Energy',
      text: 'What the charger delivered, in kWh. It is what you pay for, and always a little more than what arrives in the battery.',
    },
    {
      term: 'SoC',
      text: 'State of charge: how full the battery is, from 0 to 100%. Start and end of a charge together tell how much arrived.',
    },
    {
      term: 'Cost',
      text: 'What you typed, if you typed a total or a price. Otherwise it comes from the place or your home tariff, split over its price bands by real time. Once saved, a cost does not change when a price does.',
    },
    {
      term: 'Price per kWh',
      text: `Cost divided by energy, for example ${f.pricePerKwh(285_000)}. Over several charges it is all cost divided by all energy, so a large charge counts for more than a small one.`,
    },
    {
      term: `Cost per ${distance}`,
      text: `The cost of a charge divided by how far it takes you, for example ${f.pricePerDistance(62_000)}. It needs the energy, the cost and how efficiently the car drives.`,
    },
    {
      term: 'Driving efficiency',
      text: `How far the car goes on the energy in its battery, for example ${f.efficiency(6)}. It is measured between two charges with an odometer reading; one reading at each charge is all it takes.`,
    },
    {
      term: 'Loss',
      text: 'The part of the energy that never reached the battery: heat in the cable, the charger and the car. 8 to 15% is usual on AC, less on DC.',
    },
    {
      term: 'Average power',
      text: 'Energy divided by charging time. Without a time there is none.',
    },
    {
      term: 'Home share',
      text: 'The part of your energy that was charged at home. A place is home when you say so; a place name such as “home” counts too.',
    },
    {
      term: 'This month',
      text: 'Charges dated in the current month, set against the whole month before.',
    },
    {
      term: 'To complete',
      text: 'Charges you saved with one number. Everything else can be added later, or never.',
    },
  ];
};

export const help = (f: Formatters) => ({
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
  figures: figures(f),

  confidenceTitle: 'How sure a figure is',
  confidence: [
    {
      term: 'Measured',
      text: 'From your own odometer and SoC, or from a meter. Small uncertainties are stated as high, medium or low confidence, with the reasons.',
    },
    {
      term: 'Estimated',
      text: 'When there is no reading near enough, your own recent average is used, then what the car’s trip computer shows, then a general value. Estimates are marked and kept out of records.',
    },
  ] satisfies HelpItem[],

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
      text: 'It needs an odometer reading here and at an earlier charge, and enough known charging in between. The page of the charge says what is missing.',
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
