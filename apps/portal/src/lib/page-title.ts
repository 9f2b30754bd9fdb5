import { useEffect } from 'react';

/** What the browser calls the page. @param parts from the smallest to the largest; undefined: not known yet */
export function usePageTitle(...parts: readonly (string | undefined)[]): void {
  const title = [...parts.filter((part) => part !== undefined), 'PPaaS'].join(' · ');
  useEffect(() => {
    document.title = title;
  }, [title]);
}
