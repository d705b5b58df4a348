/**
 * Lets keys do what buttons do. Single letters rest while a person types, while a dialog is open, and when they are switched off
 * (WCAG 2.1.4); Ctrl+Enter decides from anywhere, Escape leaves a field.
 */
export function listenToKeys(deeds, { choices, pick, decide, single }) {
  document.addEventListener('keydown', event => {
    const { key, target } = event;
    const typing = target.matches('input, textarea, select');
    if (key === 'Escape' && typing) return target.blur();
    if (document.querySelector('dialog[open]') || event.isComposing) return;
    if (key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      return decide();
    }
    if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
    if (!single() && key.length === 1) return;
    const choice = /^[1-9]$/.test(key) ? choices()[Number(key) - 1] : undefined;
    const deed = choice ? () => pick(choice) : deeds[key];
    if (!deed) return;
    event.preventDefault();
    void deed();
  });
}
