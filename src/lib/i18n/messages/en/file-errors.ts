import type { ErrorWords } from '#lib/i18n/error-words.ts';
import { backupErrors } from './backup-errors.ts';

const importing: ErrorWords = {
  'import/unknown_format': 'This format is not known. Say what each column means.',
  'import/empty_file': 'The file is empty.',
  'import/no_rows': 'The file has a header but no rows.',
  'import/not_text': 'This is not a table of text. Choose a CSV, JSON or ZIP file.',
  'import/header_missing': 'No row with column names was found.',
  'import/too_large': 'The file is too large to import.',
  'import/too_many_rows': 'The file has more rows than can be imported at once. Split it.',
  'import/too_many_columns': 'The file has more than 200 columns.',
  'import/cancelled': 'The import was cancelled. Nothing was changed.',
  'import/mapping_shape': 'This is not a column mapping that can be used.',
  'import/busy': 'Another import is running. Wait for it or cancel it.',
  'import/preview_gone': 'The preview is no longer there. Choose the file again.',
  'import/questions_open': 'Answer the open questions first.',
  'import/not_committed': 'This import was not finished. Choose the file again.',
  'import/no_journal': 'This import can no longer be taken back.',
  'import/encoding_unsure': 'Which of these looks right?',
  'import/decimal_unknown': 'Does 1.234 mean one thousand or one and a bit?',
  'import/decimal_conflict': 'The numbers of a column use both comma and dot as decimal mark.',
  'import/date_order_unknown': 'Is the day or the month first in these dates?',
  'import/date_order_conflict': 'Some dates have the day first and some the month.',
  'import/choose_car': 'Which car are these charges of?',
  'import/choose_zone': 'In which time zone are these times?',
  'import/choose_currency': 'In which currency are these amounts?',
  'import/choose_unit': 'Which unit is this column in?',
};

const file: ErrorWords = {
  'file/lonely_dates': 'Some dates are far from all others. Perhaps day and month are swapped.',
  'file/future_dates': 'Some dates are in the future.',
  'file/short_years': 'Years are written with two digits and were read as 20xx.',
  'file/date_only': 'The file has dates without times.',
  'file/duplicate_header': 'Two columns have the same name; the first one is used.',
  'file/constant_zero_cost': 'The cost is 0 in every row and was left out.',
  'file/count_mismatch': 'The file says it holds another number of rows than it does.',
  'file/preconditioning_zero_ambiguous':
    'In this file 0 can mean no preconditioning or unknown. It was read as unknown.',
  'file/setting_not_recoverable': 'A setting of the old app has no counterpart here.',
};

const rowRejected: ErrorWords = {
  'row/bad_character': 'The row holds a character that cannot be in a text.',
  'row/unbalanced_quote': 'A quotation mark is opened and never closed.',
  'row/column_count': 'The row has more cells than there are columns.',
  'row/too_long': 'The row is too long.',
  'row/field_too_long': 'A cell is too long.',
  'row/bad_number': 'This is not a number.',
  'row/bad_date': 'This is not a date.',
  'row/bad_time': 'This is not a time.',
  'row/bad_value': 'This value is not allowed here.',
  'row/negative': 'Energy and cost cannot be negative.',
  'row/out_of_range': 'This value is out of range.',
  'row/no_date': 'The row has no date.',
  'row/empty_charge': 'The row has neither energy nor SoC nor cost.',
  'row/end_before_start': 'The end is before the start.',
  'row/unknown_zone': 'This time zone is not known.',
  'row/no_currency': 'The currency is not known.',
  'row/hash_mismatch': 'The row was changed since it was written.',
};

const rowSkipped: ErrorWords = {
  'row/repeated_header': 'The column names again.',
  'row/zero_energy': 'Nothing was charged.',
  'row/not_a_charge': 'This row is not a charge.',
  'row/still_running': 'This charge had not ended when the file was made.',
  'row/duplicate_in_file': 'The same row stands in the file already.',
  'row/superseded': 'A later row of the file replaces this one.',
  'row/below_minimum': 'Too little energy to count as a charge.',
  'row/no_reading': 'The meter gave no reading.',
  'row/incomplete_last_line': 'The last line is cut off.',
};

const rowWarning: ErrorWords = {
  'row/zone_unknown': 'The time zone could not be told from the offset; the chosen one is used.',
  'row/time_in_gap': 'The clocks went forward: this time did not exist and was moved an hour on.',
  'row/ambiguous_time': 'The clocks went back: this time came twice. The earlier one is used.',
  'row/next_day': 'The end was taken to be on the next day.',
  'row/implausible_duration': 'This charge took more than 72 hours.',
  'row/field_dropped': 'This value could not be read and was left out.',
  'row/energy_from_meter': 'The energy is the difference of the two meter readings.',
  'row/meter_mismatch': 'The energy differs from the meter readings. The energy is kept.',
  'row/soc_order': 'The end SoC is below the start SoC. Both were left out.',
  'row/text_cut': 'A text was too long and was cut.',
  'row/currency_differs': 'The currency sign differs from the chosen currency.',
  'row/lines_total_mismatch': 'The lines of the receipt do not add up to the total.',
  'row/implausible_energy': 'More than 200 kWh in one charge.',
  'row/implausible_power': 'The mean power would be above 400 kW.',
  'row/price_total_mismatch': 'Price times energy is not the total.',
  'row/no_end': 'The end is missing.',
  'row/date_only': 'The row has a date without a time.',
  'row/pending_cost': 'The cost is not settled yet; it is left open.',
  'row/register_reset': 'The meter went back and was taken to have been replaced.',
  'row/zero_means_unknown': 'In this file 0 means unknown.',
};

const json: ErrorWords = {
  'json/syntax': 'The file is damaged: it is not valid JSON.',
  'json/depth': 'The file is nested too deeply.',
  'json/number': 'The file holds a number that cannot be kept exactly.',
  'json/forbidden_key': 'The file holds a name that is not allowed.',
  'json/duplicate_key': 'The file holds the same name twice.',
  'json/too_long': 'A text in the file is too long.',
};

/** Everything that can be wrong with a file, an import, a backup or a merge, by its code. */
export const fileErrors = (): ErrorWords => ({
  ...importing,
  ...file,
  ...rowRejected,
  ...rowSkipped,
  ...rowWarning,
  ...json,
  ...backupErrors,
});
