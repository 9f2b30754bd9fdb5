/** Names under which the module provides what is not a class. */
export const AUTH_CONFIG = Symbol('auth.config');
export const AUTH_SECRETS = Symbol('auth.secrets');
