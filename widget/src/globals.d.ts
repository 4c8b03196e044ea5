/** File of the panel below the loader's own address, put in by the build. */
declare const __PANEL__: string
/** Font files below the loader's own address, by face; put in by the build. */
declare const __FONTS__: Readonly<Record<string, string>>
