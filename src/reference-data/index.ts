export { guardReferenceData } from './guard';
export { loadSeeds } from './load-seeds';
export { protectReferenceData } from './protect';
