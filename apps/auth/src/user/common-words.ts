/**
 * What passwords are made of that everybody guesses: the words, names and keyboard runs that lead every published list of
 * leaked passwords, in English, French, German and Spanish, written down without digits and decoration, which are taken off
 * before a password is held against them.
 */
const TEXT = `
  password passwort motdepasse contrasena kennwort passphrase passcode parola secret secreto geheim
  welcome bienvenue willkommen bienvenido hello hallo bonjour bonsoir coucou hola salut letmein letme open access
  login logon signin admin administrator administrateur root superuser user username guest default changeme change temp
  temporary test testing demo sample example system server service manager office company account
  qwerty qwertyuiop qwertz qwertzuiop azerty azertyuiop asdf asdfgh asdfghjkl qsdfghjklm yxcvbnm zxcvbn zxcvbnm wxcvbn
  qaz wsx edc rfv tgb qazwsx qazwsxedc zaq xsw poiuytrewq lkjhgfdsa mnbvcxz
  abc abcd abcdef abcdefg abcdefgh abcdefghi abcdefghijkl xyz
  iloveyou loveyou ilove love lovely lover jetaime teamo tequiero ichliebedich amour amor liebe schatz cherie chouchou
  doudou loulou bebe baby babygirl babyboy honey sweet sweety angel angels princess princesse prinzessin queen king prince
  monkey dragon tiger lion eagle falcon wolf horse puppy kitty cat dog bunny butterfly dolphin panther cheval chat chien
  football soccer baseball basketball hockey rugby tennis golf liverpool chelsea arsenal barcelona realmadrid juventus
  marseille paris lyon london berlin madrid roma lakers yankees cowboys steelers
  superman batman spiderman ironman pokemon pikachu naruto starwars skywalker matrix hannah mickey snoopy scooby garfield
  sunshine soleil sonne summer winter spring autumn printemps automne hiver sommer herbst january february march april
  june july august september october november december janvier fevrier mars avril juin juillet aout septembre octobre
  novembre decembre monday tuesday wednesday thursday friday saturday sunday lundi mardi mercredi jeudi vendredi samedi
  dimanche flower flowers rose rainbow star stars moon heaven ocean river mountain fire ice blue red green black white
  orange purple yellow silver gold golden diamond cookie chocolate chocolat banana cherry pepper ginger coffee pizza
  michael jennifer jessica ashley daniel thomas robert charlie jordan michelle nicole andrew matthew joshua hunter
  anthony samantha amanda martin nicolas camille julien sophie marie alexandre sebastien caroline stephanie
  mustang ferrari porsche mercedes corvette harley yamaha honda toyota chevrolet
  master shadow killer trustno whatever freedom computer internet google facebook samsung apple iphone android windows
  microsoft linux phoenix money dollar lucky winner power magic merlin genius ninja pirate soldier ranger
  payment payments paiement terminal card cards caisse till store shop magasin pos retail merchant portal bank banque
`;

export const COMMON_WORDS: readonly string[] = [...new Set(TEXT.trim().split(/\s+/))];
