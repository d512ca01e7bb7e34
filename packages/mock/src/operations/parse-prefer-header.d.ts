declare module "parse-prefer-header" {
  export default function parsePreferHeader(header: string): Record<string, string | true>;
}
