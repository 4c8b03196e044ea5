//! What the assistant says by itself, without a model, in the languages shipped.

use baton_ai::language::Language;

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
        _ => "Gladly. Leave your details and somebody from the team gets back to you.",
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
        _ => "I can't answer right now. I called the team, and a person takes over.",
    }
}
