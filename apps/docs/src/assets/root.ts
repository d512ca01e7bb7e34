/** The way from this page to the site's root, such as `./` or `../`. */
export const siteRoot: string =
  document.querySelector<HTMLMetaElement>("meta[name=site-root]")?.content ?? "./";
