/** A template that cannot be read or carried out; the message is text/template's own. */
export class TemplateError extends Error {}
