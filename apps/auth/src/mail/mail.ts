/** A message to one person, in both languages of the portal: which one the person reads is not known yet. */
export interface Mail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

interface Letter {
  readonly to: string;
  readonly name: string;
  readonly organisation: string;
  readonly url: string;
}

export const invitation = ({ to, name, organisation, url }: Letter): Mail => ({
  to,
  subject: `Your account at ${organisation} · Votre compte chez ${organisation}`,
  text: [
    `Hello ${name},`,
    `you may use the payment portal of ${organisation}. Choose a password here, within 24 hours:`,
    url,
    `Bonjour ${name},`,
    `vous avez accès au portail de paiement de ${organisation}. Choisissez un mot de passe ici, dans les 24 heures :`,
    url,
  ].join('\n\n'),
});

export const passwordReset = ({ to, name, organisation, url }: Letter): Mail => ({
  to,
  subject: 'A new password for the payment portal · Un nouveau mot de passe pour le portail de paiement',
  text: [
    `Hello ${name},`,
    `somebody, probably you, asked for a new password at ${organisation}. Choose it here, within 24 hours. If it was not you, do nothing:`,
    url,
    `Bonjour ${name},`,
    `quelqu’un, sans doute vous, a demandé un nouveau mot de passe chez ${organisation}. Choisissez-le ici, dans les 24 heures. Si ce n’était pas vous, ne faites rien :`,
    url,
  ].join('\n\n'),
});

interface KeyShownLetter {
  readonly to: string;
  readonly name: string;
  readonly posName: string;
  readonly storeName: string;
  /** E-mail address of the person who saw it, or client id of the program. */
  readonly actor: string;
  readonly address: string | null;
  readonly at: string;
  /** Page of the point of sale. */
  readonly url: string;
  /** It was made just then; otherwise it was there, and shown again. */
  readonly isNew?: boolean | undefined;
}

const KEY_WAS = {
  shown: { en: 'was shown to', fr: 'a été affichée à', headline: (pos: string) => `The Key of ${pos} was shown · La clé de ${pos} a été affichée` }, // prettier-ignore
  made: { en: 'was made anew by', fr: 'a été renouvelée par', headline: (pos: string) => `The Key of ${pos} was made anew · La clé de ${pos} a été renouvelée` }, // prettier-ignore
} as const;

export function keyShown({ to, name, posName, storeName, actor, address, at, url, isNew }: KeyShownLetter): Mail {
  const was = KEY_WAS[isNew === true ? 'made' : 'shown'];
  const where = placeOf(address);
  const when = momentOf(at);
  return {
    to,
    subject: was.headline(posName),
    text: [
      `Hello ${name},`,
      `the Key of the point of sale ${posName} in ${storeName} ${was.en} ${actor}${where} at ${when}. Whoever has it can sell in its name. If that was not meant to be, make a new Key here:`,
      url,
      `Bonjour ${name},`,
      `la clé du point de vente ${posName} de ${storeName} ${was.fr} ${actor}${where} le ${when}. Qui la possède peut vendre en son nom. Si ce n’était pas voulu, créez une nouvelle clé ici :`,
      url,
    ].join('\n\n'),
  };
}

interface ApiClientLetter {
  readonly to: string;
  readonly name: string;
  readonly program: string;
  /** E-mail address of the person who made it, or client id of the program. */
  readonly actor: string;
  readonly address: string;
  readonly at: string;
  /** Page of the organisation's programs. */
  readonly url: string;
}

export function apiClientMade({ to, name, program, actor, address, at, url }: ApiClientLetter): Mail {
  const [where, when] = [placeOf(address), momentOf(at)];
  return {
    to,
    subject: `The API client ${program} was made · Le client d’API ${program} a été créé`,
    text: [
      `Hello ${name},`,
      `${actor}${where} made the API client ${program} at ${when}. Whoever has its secret can do what its role may. If that was not meant to be, revoke it here:`,
      url,
      `Bonjour ${name},`,
      `${actor}${where} a créé le client d’API ${program} le ${when}. Qui possède son secret peut faire tout ce que son rôle permet. Si ce n’était pas voulu, révoquez-le ici :`,
      url,
    ].join('\n\n'),
  };
}

const placeOf = (address: string | null): string => (address === null ? '' : ` (${address})`);
const momentOf = (at: string): string => at.replace('T', ' ').replace(/\.\d+Z$/, ' UTC');
