// ISO 4217 list one, funds codes and precious metals left out; then codes withdrawn since 2008,
// because sessions of those years carry them. Written down rather than asked of the engine, so
// that every device judges the same row alike.
const CURRENT =
  'AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD ' +
  'CAD CDF CHF CLF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL ' +
  'GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF ' +
  'KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN ' +
  'MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD ' +
  'SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH ' +
  'UGX USD UYU UYW UZS VED VES VND VUV WST XAF XCD XCG XOF XPF YER ZAR ZMW ZWG';
const WITHDRAWN = 'ANG BGN BYR CUC EEK HRK LTL LVL MRO SKK SLL STD TMM VEF ZMK ZWL';

const KNOWN: ReadonlySet<string> = new Set(`${CURRENT} ${WITHDRAWN}`.split(' '));

const DECIMALS: ReadonlyMap<string, number> = new Map([
  ...'BIF BYR CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF'
    .split(' ')
    .map((code) => [code, 0] as const),
  ...'BHD IQD JOD KWD LYD OMR TND'.split(' ').map((code) => [code, 3] as const),
  ['CLF', 4],
  ['UYW', 4],
]);

/** Whether a text is an ISO 4217 code, in upper case. */
export function isCurrency(code: string): boolean {
  return KNOWN.has(code);
}

/** Decimals of the currency's amounts: 2 for GBP, 0 for JPY. */
export function currencyDecimals(code: string): number {
  return DECIMALS.get(code) ?? 2;
}
