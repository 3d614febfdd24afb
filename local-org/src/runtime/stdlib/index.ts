/** Registers the standard library of the language with the platform registry. */
import '../json/register.ts';
import './assertions.ts';
import './collator.ts';
import './crypto.ts';
import './date.ts';
import './datetime.ts';
import './encoding.ts';
import './http.ts';
import './id.ts';
import './math.ts';
import './numbers.ts';
import './pageReference.ts';
import './regex/register.ts';
import './rest.ts';
import './stringEscapes.ts';
import './stringSearch.ts';
import './stringShape.ts';
import './stringStatics.ts';
import './system.ts';
import './time.ts';
import './type.ts';
import './url.ts';
import './uuid.ts';

export { DebugLog, OrgAddress, Region } from './orgServices.ts';
export type { DebugLogService, OrgAddressService, RegionService } from './orgServices.ts';
export { formatForConcat, stringValueOf } from './stringValue.ts';
