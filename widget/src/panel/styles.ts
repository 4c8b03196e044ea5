import composer from './css/composer.css?inline'
import header from './css/header.css?inline'
import panel from './css/panel.css?inline'
import tokens from './css/tokens.css?inline'
import transcript from './css/transcript.css?inline'

/** One sheet for the shadow root. */
export const styles = tokens + panel + header + transcript + composer
