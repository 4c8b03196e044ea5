//! Words that carry no topic. They stay in the index and are left out of scoring only.

use std::collections::HashSet;
use std::sync::LazyLock;

use crate::language::Language;

const LISTS: [(Language, &str); 7] = [
    (
        Language::English,
        "a about above after again against all am an and any are aren as at be because been before being below between both \
         but by can cannot could couldn did didn do does doesn doing don down during each else ever few for from further get gets \
         got had hadn has hasn have haven having he her here hers him his how i if in into is isn it its just let ll m may me \
         might more most must my no nor not now of off on once only or other our ours out over own please re s same shall she \
         should shouldn so some such t than that the their theirs them then there these they this those through to too under \
         until up upon us ve very was wasn we were weren what when where which while who whom whose why will with won would \
         wouldn you your yours d hi hello hey thanks thank tell know want need like also im id",
    ),
    (
        Language::German,
        "aber alle allem allen aller alles als also am an ander andere anderen auch auf aus bei beim bin bis bist da dabei damit \
         dann das dass dein deine dem den denn der des dich die dies diese diesem diesen dieser dieses dir doch dort du durch ein \
         eine einem einen einer eines er es etwas euch euer eure fur gegen gibt habe haben hat hatte hatten hier hin hinter ich \
         ihm ihn ihnen ihr ihre ihrem ihren ihrer im in ins ist ja jede jedem jeden jeder jedes jetzt kann kannst kein keine \
         keinen konnen konnte man mein meine meinem meinen meiner mich mir mit muss musst nach nicht nichts noch nur ob oder ohne \
         schon sehr sein seine seit sich sie sind so soll sollte sondern sonst um und uns unser unsere unter vom von vor wann war \
         waren warum was weil welche welcher welches wenn wer werde werden wie wieder will wir wird wo wurde wurden zu zum zur \
         uber hallo bitte danke mochte mochten",
    ),
    (
        Language::Spanish,
        "a al algo alguna alguno algunos ante antes aqui asi aun aunque cada como con contra cual cuales cuando cuanta cuanto \
         cuantos de del desde donde dos el ella ellas ellos en entre era eran es esa ese eso esta estaba estan estar estas este \
         esto estos fue fueron ha hace hacer han hasta hay he la las le les lo los mas me mi mis mucho muy nada ni no nos \
         nosotros nuestra nuestro o os otra otro otros para pero poco por porque pueda puede pueden puedo que quien se sea ser si \
         sido sin sobre son soy su sus tal tambien tan te tengo tiene tienen tienes todo todos tu tus un una unas uno unos usted \
         ustedes va vosotros y ya yo hola gracias quiero",
    ),
    (
        Language::French,
        "a ai as au aux avec avez avoir avons c ca ce cela ces cet cette chez ci comme comment d dans de des deux donc dont du elle \
         elles en encore est et etaient etait ete etes etre eu fait faut il ils j je l la le les leur leurs lui m ma mais me meme \
         mes moi mon n ne ni nos notre nous on ont ou par pas peut peux plus pour pourquoi pouvez puis puisje qu quand que quel \
         quelle quelles quels qui quoi s sa sans se sera ses si son sont sous suis sur t ta te tes toi ton tous tout toute toutes \
         tres tu un une vos votre vous y bonjour merci combien voudrais",
    ),
    (
        Language::Portuguese,
        "a ao aos aquela aquele aqui as ate com como da das de dela dele deles depois do dos e ela elas ele eles em entre era essa \
         esse esta estao estar estava este estou eu foi foram ha isso isto ja la lhe mais mas me mesmo meu meus minha minhas muito \
         na nao nas nem no nos nossa nosso num numa o os ou para pela pelo pelos por porque posso pode podem qual quais quando \
         quanto quantos que quem se sem ser seu seus so sou sua suas tambem te tem tenho teu toda todo todos tu tua um uma umas \
         uns voce voces vou ola obrigado obrigada quero onde sao",
    ),
    (
        Language::Italian,
        "a ad ai al alla alle anche ancora avere c che chi ci come con cosa cui da dal dalla dei del della delle di dove e ed era \
         gli ha hai hanno ho i il in io l la le lei lo loro lui ma mi mia mio nel nella no noi non nostro o ogni per perche piu \
         posso puo quale quali quando quanto quella quello questa questo se sei si sia siamo sono sta su sua sul sulla suo ti tra \
         tu tutti un una uno vi voi vorrei ciao grazie",
    ),
    (
        Language::Dutch,
        "aan al alle als bij dan dat de deze die dit doen door dus een en er ge geen had hebben heb heeft hem het hier hij hoe hun \
         ik in is ja je jij jullie kan kun kunnen maar me meer met mij mijn moet na naar niet niets nog nu of om omdat ons onze \
         ook op over te tot u uit uw van veel voor waar waarom wanneer was wat we wel welke werd wie wij wil worden wordt zal ze \
         zich zijn zo zonder zou graag hallo bedankt",
    ),
];

static SETS: LazyLock<Vec<(Language, HashSet<&'static str>)>> = LazyLock::new(|| {
    LISTS
        .iter()
        .map(|(language, list)| (*language, list.split_whitespace().collect()))
        .collect()
});

/// Whether `word` (folded) is left out of scoring in `language`.
pub(crate) fn is_stop_word(word: &str, language: Language) -> bool {
    let single_letter = word.len() == 1 && !word.starts_with(|c: char| c.is_ascii_digit());
    single_letter
        || SETS
            .iter()
            .any(|(of, set)| (*of == language) && set.contains(word))
}

/// The language whose function words occur most in `words` (folded), if one leads.
pub(crate) fn votes(words: &[String]) -> Option<Language> {
    let mut counts: Vec<(usize, Language)> = SETS
        .iter()
        .map(|(language, set)| {
            (
                words
                    .iter()
                    .filter(|word| word.len() > 1 && set.contains(word.as_str()))
                    .count(),
                *language,
            )
        })
        .collect();
    counts.sort_by_key(|(count, _)| std::cmp::Reverse(*count));
    match counts.as_slice() {
        [(first, language), (second, _), ..] if first > second => Some(*language),
        _ => None,
    }
}

/// Words that ask rather than name a topic, each with the words that it follows: the "long" of "how long".
const ASKING: [(&str, &str); 8] = [
    ("how", "much many long soon"),
    ("wie", "lange viel viele bald"),
    ("cuanto", "tiempo"),
    ("cuantos", "dias"),
    ("de", "temps"),
    ("de", "jours"),
    ("quanto", "tempo"),
    ("quantos", "dias"),
];

/// Whether `word`, both folded, only asks after `before`.
pub(crate) fn is_asking(before: &str, word: &str) -> bool {
    ASKING
        .iter()
        .any(|(first, words)| *first == before && words.split(' ').any(|known| known == word))
}

#[cfg(test)]
mod tests {
    use super::is_stop_word;
    use crate::language::Language;

    #[test]
    fn function_words_stop_only_in_their_language() {
        assert!(is_stop_word("die", Language::German));
        assert!(!is_stop_word("die", Language::English));
        assert!(is_stop_word("x", Language::English));
        assert!(!is_stop_word("7", Language::English));
    }
}
