/** The shape of each Pod state; colours are CSS variables of the same name. */
import type { ChipState } from '../../view/cards.ts';
import type { IconName } from '../icons/icon.tsx';

export const CHIP_ICONS: { readonly [S in ChipState]: IconName } = {
  waiting: 'hourglass',
  starting: 'tray',
  'not-ready': 'half-disc',
  ready: 'ready-disc',
  stopping: 'sink',
  crashing: 'loop',
  'image-problem': 'no-box',
  failed: 'octagon',
  completed: 'flag',
  lost: 'broken-link',
};
