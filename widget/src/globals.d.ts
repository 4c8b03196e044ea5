/** File of the panel below the loader's own address, put in by the build. */
declare const __PANEL__: string
/** Path of what follows behaviour rules, with its hash. */
declare const __RULES__: string
/** Font files below the loader's own address, by face; put in by the build. */
declare const __FONTS__: Readonly<Record<string, string>>
