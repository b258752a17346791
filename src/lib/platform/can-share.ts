/** Whether this device shares files of that kind at all. */
export function canShareFile(type: string, name: string): boolean {
  const { canShare } = navigator as Partial<Pick<Navigator, 'canShare'>>;
  try {
    return canShare?.call(navigator, { files: [new File([''], name, { type })] }) ?? false;
  } catch {
    return false;
  }
}
