// Texts that the build puts into the page.
declare module '*.cepol' {
  const text: string
  export default text
}
declare module '*.txt' {
  const text: string
  export default text
}
declare module '*.csv' {
  const text: string
  export default text
}
