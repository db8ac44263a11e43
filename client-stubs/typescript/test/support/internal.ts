/** What the package does not export, out of the installed package. */
export async function internal(module: string): Promise<Record<string, unknown>> {
  const url = new URL(`./${module}`, import.meta.resolve("@dragoneye/gateway"));
  return (await import(url.href)) as Record<string, unknown>;
}
