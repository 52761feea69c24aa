import type { PatchProperties } from '../api/contract';
import { el, replace } from '../dom/element';
import { formatArea } from '../i18n/format';
import type { Language } from '../i18n/language';
import type { CampaignModel } from '../state/campaignModel';
import { classOf } from '../state/colouring';
import { classLabel } from './classLabel';

export interface PatchTip {
  element: HTMLElement;
  /** Shows the patch at a point of the map, in pixels; null hides the tip. */
  show: (patch: PatchProperties | null, x: number, y: number) => void;
}

/** The few words beside the pointer. What they say is also in the list and in the detail, so that nothing hangs on a mouse. */
export function patchTip(model: CampaignModel, language: Language): PatchTip {
  const element = el('div', { class: 'map-tip', 'aria-hidden': 'true', hidden: true });
  const show = (patch: PatchProperties | null, x: number, y: number): void => {
    element.hidden = patch === null;
    if (patch === null) return;
    const colouring = model.colouring.value;
    replace(element, el('strong', {}, patch.number), el('div', {}, `${model.nameOfUnit(patch.unit, language.isEnglish)}　${formatArea(patch.areaM2)} m²`),
      el('div', {}, `${language.t(`map.colouring.${colouring}`)}：${classLabel(model.profile, colouring, classOf(colouring, patch), language)}`));
    const room = element.parentElement?.clientWidth ?? 0;
    element.style.left = `${Math.min(x + 14, Math.max(0, room - element.offsetWidth - 8))}px`;
    element.style.top = `${y + 14}px`;
  };
  return { element, show };
}
