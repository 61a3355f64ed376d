// Files that the bundler understands and TypeScript does not.
declare module '*.css'

interface ImportMeta {
  readonly env: { readonly PROD: boolean }
}
