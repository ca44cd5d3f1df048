/** The contract stands in `ui/`, below the modules whose screens use it; the device fulfils it. */
export type * from '../ui/contract.ts';
