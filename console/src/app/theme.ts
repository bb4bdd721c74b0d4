export type Theme = 'system' | 'light' | 'dark';

const CHOICE = 'netstock.theme';
const DARK = matchMedia('(prefers-color-scheme: dark)');

export function chosenTheme(): Theme {
  const choice = localStorage.getItem(CHOICE);
  return choice === 'light' || choice === 'dark' ? choice : 'system';
}

export function chooseTheme(theme: Theme): void {
  localStorage.setItem(CHOICE, theme);
  applyTheme(theme);
}

/** Sets the mode of the design system, which is a class of the body. */
export function applyTheme(theme: Theme): void {
  const isDark = theme === 'dark' || (theme === 'system' && DARK.matches);
  document.body.classList.toggle('awsui-dark-mode', isDark);
  document.documentElement.style.colorScheme = isDark ? 'dark' : 'light';
  document.dispatchEvent(new Event('netstock-theme'));
}

DARK.addEventListener('change', () => applyTheme(chosenTheme()));
