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
  /** E-mail address of the person to whom it was shown. */
  readonly actor: string;
  readonly address: string | null;
  readonly at: string;
  /** Page of the point of sale. */
  readonly url: string;
}

export function keyShown({ to, name, posName, storeName, actor, address, at, url }: KeyShownLetter): Mail {
  const where = address === null ? '' : ` (${address})`;
  const when = at.replace('T', ' ').replace(/\.\d+Z$/, ' UTC');
  return {
    to,
    subject: `The Key of ${posName} was shown · La clé de ${posName} a été affichée`,
    text: [
      `Hello ${name},`,
      `the Key of the point of sale ${posName} in ${storeName} was shown to ${actor}${where} at ${when}. Whoever has it can sell in its name. If that was not meant to be, make a new Key here:`,
      url,
      `Bonjour ${name},`,
      `la clé du point de vente ${posName} de ${storeName} a été affichée à ${actor}${where} le ${when}. Qui la possède peut vendre en son nom. Si ce n’était pas voulu, créez une nouvelle clé ici :`,
      url,
    ].join('\n\n'),
  };
}
