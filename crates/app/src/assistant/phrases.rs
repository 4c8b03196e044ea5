//! What the assistant says by itself, without a model, in the languages shipped.

use baton_ai::language::Language;
use baton_core::team::hours::Opening;

/// Said when a person was called.
pub const fn handover(language: Language) -> &'static str {
    match language {
        Language::German => {
            "Natürlich. Ich habe unser Gespräch an das Team übergeben, du musst nichts wiederholen."
        }
        Language::Spanish => {
            "Por supuesto. He pasado nuestra conversación al equipo, no tienes que repetir nada."
        }
        Language::French => {
            "Bien sûr. J'ai transmis notre conversation à l'équipe, vous n'avez rien à répéter."
        }
        Language::Portuguese => {
            "Claro. Passei a nossa conversa à equipe, você não precisa repetir nada."
        }
        Language::Arabic => "بالطبع. نقلت محادثتنا إلى الفريق، ولا حاجة إلى تكرار أي شيء.",
        _ => "Of course. I passed our chat to the team, so you need not repeat anything.",
    }
}

/// Said above the form for contact details.
pub const fn lead_form(language: Language) -> &'static str {
    match language {
        Language::German => {
            "Gern. Hinterlass uns, wie wir dich erreichen, und jemand aus dem Team meldet sich."
        }
        Language::Spanish => {
            "Con gusto. Déjanos tus datos y una persona del equipo se pondrá en contacto contigo."
        }
        Language::French => {
            "Avec plaisir. Laissez-nous vos coordonnées et une personne de l'équipe vous contactera."
        }
        Language::Portuguese => {
            "Com prazer. Deixe seus dados e uma pessoa da equipe entrará em contato."
        }
        Language::Arabic => "بكل سرور. اترك بياناتك وسيتواصل معك أحد أفراد الفريق.",
        _ => "Gladly. Leave your details and somebody from the team gets back to you.",
    }
}

/// Said when contact details are asked for without having been offered.
pub const fn lead_offer(language: Language) -> &'static str {
    match language {
        Language::German => {
            "Soll sich jemand aus dem Team bei dir melden? Hinterlass hier, wie wir dich erreichen."
        }
        Language::Spanish => "¿Quieres que alguien del equipo te contacte? Deja aquí tus datos.",
        Language::French => {
            "Souhaitez-vous que quelqu'un de l'équipe vous contacte ? Laissez vos coordonnées ici."
        }
        Language::Portuguese => {
            "Quer que alguém da equipe entre em contato? Deixe seus dados aqui."
        }
        Language::Arabic => "هل تريد أن يتواصل معك أحد أفراد الفريق؟ اترك بياناتك هنا.",
        _ => "Shall somebody from the team get back to you? Leave your details here.",
    }
}

/// Said when the answer could not be made and a person was called instead.
pub const fn trouble(language: Language) -> &'static str {
    match language {
        Language::German => {
            "Da kann ich gerade nicht antworten. Ich habe das Team gerufen, eine Person übernimmt."
        }
        Language::Spanish => {
            "Ahora mismo no puedo responder. He avisado al equipo y una persona te atenderá."
        }
        Language::French => {
            "Je ne peux pas répondre pour le moment. J'ai prévenu l'équipe, une personne prend le relais."
        }
        Language::Portuguese => {
            "Não consigo responder agora. Avisei a equipe e uma pessoa vai assumir."
        }
        Language::Arabic => "لا أستطيع الإجابة الآن. أبلغت الفريق، وسيتولى شخص المحادثة.",
        _ => "I can't answer right now. I called the team, and a person takes over.",
    }
}

/// Said when a person was called and nobody is at their desk.
pub const fn unattended(language: Language) -> &'static str {
    match language {
        Language::German => {
            "Natürlich. Gerade ist niemand am Platz, das Team ist benachrichtigt. Du kannst auch deine E-Mail-Adresse hinterlassen und bekommst die Antwort dorthin."
        }
        Language::Spanish => {
            "Por supuesto. Ahora mismo no hay nadie en su puesto, he avisado al equipo. También puedes dejar tu correo y recibir la respuesta allí."
        }
        Language::French => {
            "Bien sûr. Personne n'est à son poste en ce moment, l'équipe est prévenue. Vous pouvez aussi laisser votre adresse e-mail et y recevoir la réponse."
        }
        Language::Portuguese => {
            "Claro. Agora não há ninguém no posto, a equipe foi avisada. Você também pode deixar seu e-mail e receber a resposta lá."
        }
        Language::Arabic => {
            "بالطبع. لا يوجد أحد من الفريق الآن، وقد أبلغتهم. يمكنك أيضًا ترك بريدك الإلكتروني ليصلك الرد عليه."
        }
        _ => {
            "Of course. Nobody is at their desk right now, the team has been told. You can also leave your email address and get the answer there."
        }
    }
}

/// Said outside business hours, above the form for contact details.
pub fn closed(language: Language, opens: Option<&Opening>) -> String {
    let when = opens.map(|opening| when(language, opening));
    match (language, when) {
        (Language::German, Some(when)) => format!(
            "Das Team ist gerade nicht da und {when} wieder erreichbar. Hinterlass uns, wie wir dich erreichen, dann meldet sich jemand. Bis dahin helfe ich gern weiter."
        ),
        (Language::German, None) => {
            "Das Team ist gerade nicht da. Hinterlass uns, wie wir dich erreichen, dann meldet sich jemand. Bis dahin helfe ich gern weiter.".to_owned()
        }
        (Language::Spanish, Some(when)) => format!(
            "El equipo no está en este momento y vuelve {when}. Déjanos tus datos y una persona te escribirá. Mientras tanto sigo ayudándote."
        ),
        (Language::Spanish, None) => {
            "El equipo no está en este momento. Déjanos tus datos y una persona te escribirá. Mientras tanto sigo ayudándote.".to_owned()
        }
        (Language::French, Some(when)) => format!(
            "L'équipe n'est pas là pour le moment et revient {when}. Laissez-nous vos coordonnées et une personne vous écrira. D'ici là, je continue de vous aider."
        ),
        (Language::French, None) => {
            "L'équipe n'est pas là pour le moment. Laissez-nous vos coordonnées et une personne vous écrira. D'ici là, je continue de vous aider.".to_owned()
        }
        (Language::Portuguese, Some(when)) => format!(
            "A equipe não está no momento e volta {when}. Deixe seus dados e uma pessoa escreverá para você. Enquanto isso, continuo ajudando."
        ),
        (Language::Portuguese, None) => {
            "A equipe não está no momento. Deixe seus dados e uma pessoa escreverá para você. Enquanto isso, continuo ajudando.".to_owned()
        }
        (Language::Arabic, Some(when)) => format!(
            "الفريق غير متاح الآن ويعود {when}. اترك لنا بياناتك وسيكتب إليك أحد أفراد الفريق. وحتى ذلك الحين أواصل مساعدتك."
        ),
        (Language::Arabic, None) => {
            "الفريق غير متاح الآن. اترك لنا بياناتك وسيكتب إليك أحد أفراد الفريق. وحتى ذلك الحين أواصل مساعدتك.".to_owned()
        }
        (_, Some(when)) => format!(
            "The team is not there right now and is back {when}. Leave your details and somebody writes to you. Until then I go on helping."
        ),
        (_, None) => {
            "The team is not there right now. Leave your details and somebody writes to you. Until then I go on helping.".to_owned()
        }
    }
}

/// How each language says when: today, tomorrow, a weekday, a date.
struct When {
    today: &'static str,
    tomorrow: &'static str,
    on: &'static str,
    weekdays: [&'static str; 7],
    date: &'static str,
}

const fn words(language: Language) -> When {
    match language {
        Language::German => When {
            today: "heute um {time}",
            tomorrow: "morgen um {time}",
            on: "am {day} um {time}",
            weekdays: [
                "Montag",
                "Dienstag",
                "Mittwoch",
                "Donnerstag",
                "Freitag",
                "Samstag",
                "Sonntag",
            ],
            date: "am {day} um {time}",
        },
        Language::Spanish => When {
            today: "hoy a las {time}",
            tomorrow: "mañana a las {time}",
            on: "el {day} a las {time}",
            weekdays: [
                "lunes",
                "martes",
                "miércoles",
                "jueves",
                "viernes",
                "sábado",
                "domingo",
            ],
            date: "el {day} a las {time}",
        },
        Language::French => When {
            today: "aujourd'hui à {time}",
            tomorrow: "demain à {time}",
            on: "{day} à {time}",
            weekdays: [
                "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche",
            ],
            date: "le {day} à {time}",
        },
        Language::Portuguese => When {
            today: "hoje às {time}",
            tomorrow: "amanhã às {time}",
            on: "{day} às {time}",
            weekdays: [
                "segunda-feira",
                "terça-feira",
                "quarta-feira",
                "quinta-feira",
                "sexta-feira",
                "sábado",
                "domingo",
            ],
            date: "em {day} às {time}",
        },
        Language::Arabic => When {
            today: "اليوم الساعة {time}",
            tomorrow: "غدًا الساعة {time}",
            on: "يوم {day} الساعة {time}",
            weekdays: [
                "الاثنين",
                "الثلاثاء",
                "الأربعاء",
                "الخميس",
                "الجمعة",
                "السبت",
                "الأحد",
            ],
            date: "في {day} الساعة {time}",
        },
        _ => When {
            today: "today at {time}",
            tomorrow: "tomorrow at {time}",
            on: "on {day} at {time}",
            weekdays: [
                "Monday",
                "Tuesday",
                "Wednesday",
                "Thursday",
                "Friday",
                "Saturday",
                "Sunday",
            ],
            date: "on {day} at {time}",
        },
    }
}

fn when(language: Language, opening: &Opening) -> String {
    let words = words(language);
    let weekday = words.weekdays.get(opening.weekday).copied();
    let (pattern, day) = match (opening.days_ahead, weekday) {
        (0, _) => (words.today, ""),
        (1, _) => (words.tomorrow, ""),
        (2..=6, Some(weekday)) => (words.on, weekday),
        _ => (words.date, opening.date.as_str()),
    };
    pattern
        .replace("{day}", day)
        .replace("{time}", &opening.time)
}

#[cfg(test)]
mod tests {
    use super::*;
    use baton_core::time::Timestamp;

    #[test]
    fn the_opening_is_said_in_the_visitors_words() {
        let opening = |days_ahead, weekday| Opening {
            at: Timestamp::from_ms(0),
            days_ahead,
            weekday,
            date: "2026-12-28".to_owned(),
            time: "09:00".to_owned(),
        };
        for (language, days, expected) in [
            (Language::English, 0, "is back today at 09:00."),
            (Language::German, 1, "und morgen um 09:00 wieder erreichbar"),
            (Language::Spanish, 3, "vuelve el lunes a las 09:00"),
            (Language::French, 3, "revient lundi à 09:00"),
            (Language::Portuguese, 9, "volta em 2026-12-28 às 09:00"),
            (Language::Arabic, 3, "يوم الاثنين الساعة 09:00"),
            (Language::Unknown, 3, "is back on Monday at 09:00."),
        ] {
            let said = closed(language, Some(&opening(days, 0)));
            assert!(said.contains(expected), "{said}");
            assert!(!said.contains('{'), "{said}");
        }
        assert!(!closed(Language::English, None).contains("back"));
    }
}
