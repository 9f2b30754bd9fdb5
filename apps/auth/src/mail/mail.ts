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
