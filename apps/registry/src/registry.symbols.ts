/** Names under which the module provides what is not a class. */
export const REGISTRY_CONFIG = Symbol('registry.config');
export const REGISTRY_SECRETS = Symbol('registry.secrets');
