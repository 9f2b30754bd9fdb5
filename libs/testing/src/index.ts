export * from './certificates.ts';
export * from './issuer.ts';
export * from './messages.ts';
export * from './registry-facts.ts';
export * from './scripted-connector.ts';
export * from './stores.ts';
export * from './token-issuer.ts';
