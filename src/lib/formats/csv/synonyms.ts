import type { MappedField } from './mapping-types.ts';

/**
 * Header words in English, German, French, Dutch, Spanish, Italian, Norwegian and Swedish, in the
 * comparable form (lower case, no accents). Earlier fields are filled first.
 */
export const HEADER_WORDS: readonly (readonly [MappedField, string])[] = [
  [
    'sourceId',
    'session id|charge id|transaction id|ladevorgangs-id|id de session|sessie-id|id sessione|okt-id',
  ],
  [
    'start',
    'start|started|start date|start time and date|start datetime|started at|session start|charge start|created|plug in|begin|beginn|startzeit|start ladung|ladebeginn|debut|debut de charge|date de debut|begintijd|starttijd|inicio|fecha de inicio|hora de inicio|inizio|data inizio|ora inizio|starttidspunkt|starttid',
  ],
  [
    'end',
    'end|ended|end date|end datetime|ended at|session end|charge end|finished|plug out|ende|endzeit|ladeende|fin|fin de charge|date de fin|eindtijd|einde|fecha de fin|hora de fin|fine|data fine|ora fine|slutt|sluttidspunkt|slut|sluttid',
  ],
  ['date', 'date|day|charge date|datum|tag|ladedatum|jour|dag|fecha|dia|data|giorno|dato|laddatum'],
  [
    'startTime',
    'start time|time|from|uhrzeit|von|zeit|heure|heure de debut|tijd|van|hora|desde|ora|da|klokkeslett|fra|klockslag|fran|tid',
  ],
  ['endTime', 'end time|to|until|bis|a|heure de fin|tot|hasta|alle|til|till'],
  [
    'zone',
    'time zone|timezone|zeitzone|fuseau horaire|tijdzone|zona horaria|fuso orario|tidssone|tidszon',
  ],
  [
    'batteryEnergy',
    'battery energy|energy added|charge energy added|in batterie geladen|energie batterie|energie in batterij|energia bateria|energia batteria|batterienergi',
  ],
  [
    'energy',
    'energy|kwh|wh|energy kwh|energy delivered|energy used|energy consumed|kwh delivered|kwh added|charged|charged energy|total energy|total kwh|consumption|energie|geladene energie|geladen|verbrauch|menge|lademenge|quantite|consommation|energie delivree|hoeveelheid|verbruik|geladen energie|energia|consumo|energia cargada|energia erogata|energi|ladet energi|laddad energi|forbruk|forbrukning',
  ],
  [
    'meterStart',
    'meter start|meter reading start|start meter|zahlerstand start|anfangszahlerstand|compteur debut|beginstand|lectura inicial|lettura iniziale|malerstand start|matarstallning start',
  ],
  [
    'meterEnd',
    'meter end|meter stop|meter reading end|end meter|zahlerstand ende|endzahlerstand|compteur fin|eindstand|lectura final|lettura finale|malerstand slutt|matarstallning slut',
  ],
  [
    'chargingTime',
    'charging time|charge time|charge duration|charging duration|duration|ladedauer|ladezeit|dauer|duree|duree de charge|duur|laadtijd|duracion|tiempo de carga|durata|tempo di ricarica|varighet|ladetid|varaktighet|laddtid',
  ],
  [
    'pluggedTime',
    'plugged time|connected time|parking time|standzeit|ansteckdauer|temps de branchement|tijd aangesloten|tiempo conectado|tempo di collegamento|tilkoblet tid|ansluten tid',
  ],
  [
    'odometer',
    'odometer|odo|mileage|km|miles|km-stand|kilometerstand|tachostand|kilometrage|compteur|tellerstand|kilometraje|cuentakilometros|chilometraggio|contachilometri|kilometerstand|matarstallning',
  ],
  [
    'socFrom',
    'soc from|soc start|start soc|start %|from %|von %|von%|soc beginn|ladestand start|soc debut|soc begin|soc inicial|soc iniziale|soc fra|soc fran',
  ],
  [
    'socTo',
    'soc to|soc end|end soc|end %|to %|bis %|bis%|soc ende|ladestand ende|soc fin|soc eind|soc final|soc finale|soc til|soc till|soc slutt',
  ],
  [
    'pricePerKwh',
    'price per kwh|price/kwh|cost per kwh|rate|unit price|tariff|preis/kwh|preis pro kwh|arbeitspreis|prix/kwh|prix par kwh|prijs/kwh|prijs per kwh|precio/kwh|precio por kwh|prezzo/kwh|prezzo al kwh|pris/kwh|pris per kwh',
  ],
  [
    'total',
    'total|total cost|cost|amount|price|total price|kosten|gesamtkosten|betrag|preis|gesamt|cout|montant|prix|prix total|prijs|bedrag|totaal|coste|costo|importe|precio|prezzo|importo|totale|kostnad|pris|belop|sum|summa|totalt',
  ],
  ['currency', 'currency|wahrung|devise|monnaie|valuta|moneda|divisa'],
  [
    'current',
    'type|charge type|charging type|current type|ac/dc|typ|ladeart|stromart|type de charge|laadtype|tipo|tipo de carga|tipo di ricarica|ladetype|laddtyp',
  ],
  [
    'ratedPower',
    'power|charger power|rated power|leistung|ladeleistung|puissance|vermogen|potencia|potenza|effekt',
  ],
  [
    'peakPower',
    'peak power|max power|maximum power|max. leistung|spitzenleistung|puissance max|max vermogen|potencia maxima|potenza massima|maks effekt|maxeffekt',
  ],
  [
    'network',
    'network|provider|operator|cpo|anbieter|betreiber|netz|reseau|operateur|netwerk|aanbieder|exploitant|red|proveedor|operador|rete|operatore|fornitore|nettverk|leverandor|natverk|leverantor',
  ],
  [
    'placeLabel',
    'location|place|site|address|charging point|charger|station|ort|ladeort|standort|ladepunkt|adresse|ladestation|lieu|borne|point de charge|locatie|laadpunt|adres|lugar|ubicacion|punto de carga|luogo|posizione|colonnina|punto di ricarica|sted|ladepunkt|plats|laddplats',
  ],
  [
    'ambient',
    'temperature|outside temperature|ambient temp|temp|temperatur|aussentemperatur|temperature exterieure|buitentemperatuur|temperatura|temperatura exterior|temperatura esterna|utetemperatur',
  ],
  [
    'sourceCar',
    'vehicle|car|vin|fahrzeug|auto|vehicule|voiture|voertuig|vehiculo|coche|veicolo|bil|kjoretoy|fordon',
  ],
  [
    'sourceUser',
    'user|driver|card|rfid|tag|id tag|benutzer|nutzer|fahrer|karte|ladekarte|utilisateur|badge|gebruiker|laadpas|usuario|tarjeta|utente|tessera|bruker|kort|anvandare',
  ],
  [
    'notes',
    'notes|note|comment|comments|remark|bemerkung|bemerkungen|notiz|notizen|kommentar|remarque|commentaire|opmerking|opmerkingen|notas|nota|comentario|observaciones|commento|osservazioni|merknad|notater|anteckning|anteckningar',
  ],
];
