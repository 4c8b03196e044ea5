//! What may be set about an assistant, checked.

use crate::error::{AppError, InField as _, Result};
use baton_core::{
    assistant::{
        Assistant, Autopilot, Guardrails, Handover, LeadPrompt, SpokenLanguage, Tone, WidgetSide,
        WidgetTheme, parse_origin,
    },
    id::AvatarId,
    lead::{LeadField, LeadFieldType, LeadForm},
    patch::Patch,
    rule::{self, Rule},
    team::hours::BusinessHours,
    text::{Invalid, Name},
};

/// The longest line below the name, in characters.
const TAGLINE_CHARS: usize = 60;
/// The longest greeting, in characters.
const GREETING_CHARS: usize = 500;
/// The longest instructions, in characters.
const INSTRUCTIONS_CHARS: usize = 8_000;
/// How many origins may embed one widget.
const ORIGINS: usize = 50;
/// How many starter prompts there are room for, and of how many characters.
const PROMPTS: (usize, usize) = (6, 80);
/// How many fields a form may have.
const FIELDS: usize = 12;

/// What shall be different about an assistant; `None` leaves a setting as it is.
#[derive(Debug, Clone, Default)]
pub struct Settings {
    /// As visitors read it.
    pub name: Option<String>,
    /// The first thing it says.
    pub greeting: Option<String>,
    /// What stands below its name.
    pub tagline: Option<String>,
    /// How it speaks.
    pub tone: Option<Tone>,
    /// What it answers in, by tags; empty: whatever it can.
    pub languages: Option<Vec<String>>,
    /// How it shall behave.
    pub instructions: Option<String>,
    /// 0 to 1.
    pub threshold: Option<f64>,
    /// Exact origins, or `*`.
    pub allowed_origins: Option<Vec<String>>,
    /// `#rrggbb`.
    pub brand_color: Option<String>,
    /// What visitors may begin with.
    pub starter_prompts: Option<Vec<String>>,
    /// Whether visitors read the names of teammates.
    pub show_human_names: Option<bool>,
    /// The form that captures leads.
    pub lead_form: Option<LeadForm>,
    /// Its picture.
    pub avatar: Patch<AvatarId>,
    /// What it keeps to.
    pub guardrails: Option<Guardrails>,
    /// When it asks for contact details.
    pub lead_prompt: Option<LeadPrompt>,
    /// When it lets go of the baton.
    pub handover: Option<Handover>,
    /// Whether its answers go out by themselves.
    pub autopilot: Option<Autopilot>,
    /// How bright its widget is.
    pub theme: Option<WidgetTheme>,
    /// At which side of the page it stands.
    pub side: Option<WidgetSide>,
    /// Whether the form comes before the first message.
    pub form_first: Option<bool>,
    /// The hours of its own team.
    pub hours: Patch<BusinessHours>,
    /// What happens by itself on pages.
    pub rules: Option<Vec<Rule>>,
}

impl Settings {
    /// The assistant after the change, each setting checked where it is new.
    pub(super) fn apply(self, before: Assistant) -> Result<Assistant> {
        let mut a = before;
        if let Some(name) = self.name {
            a.name = Name::parse(&name).in_field("name")?.into_string();
        }
        if let Some(text) = self.greeting {
            a.greeting = bounded(&text, GREETING_CHARS).in_field("greeting")?;
        }
        if let Some(text) = self.tagline {
            a.tagline = bounded(&text, TAGLINE_CHARS).in_field("tagline")?;
        }
        if let Some(text) = self.instructions {
            a.instructions = bounded(&text, INSTRUCTIONS_CHARS).in_field("instructions")?;
        }
        if let Some(threshold) = self.threshold {
            a.threshold = fraction(threshold).in_field("threshold")?;
        }
        if let Some(tags) = self.languages {
            a.languages = SpokenLanguage::checked(&tags).in_field("languages")?;
        }
        if let Some(list) = self.allowed_origins {
            a.allowed_origins = origins(&list).in_field("allowed_origins")?;
        }
        if let Some(color) = self.brand_color {
            a.brand_color = hex(&color).in_field("brand_color")?;
        }
        if let Some(list) = self.starter_prompts {
            a.starter_prompts = prompts(&list).in_field("starter_prompts")?;
        }
        if let Some(form) = self.lead_form {
            a.lead_form = sane(form).in_field("lead_form")?;
        }
        if let Some(guardrails) = self.guardrails {
            a.guardrails = guardrails.checked().in_field("guardrails")?;
        }
        if let Some(prompt) = self.lead_prompt {
            a.lead_prompt = prompt.checked().in_field("lead_prompt")?;
        }
        if let Some(handover) = self.handover {
            a.handover = handover.checked().in_field("handover")?;
        }
        if let Some(autopilot) = self.autopilot {
            a.autopilot = autopilot.checked().in_field("autopilot")?;
        }
        if let Some(rules) = self.rules {
            a.rules = rule::checked(rules).in_field("rules")?;
        }
        a.hours = self.hours.apply(a.hours);
        if let Some(wrong) = a.hours.as_ref().and_then(|own| own.faults().pop_first()) {
            return Err(AppError::invalid("hours", wrong.1));
        }
        a.tone = self.tone.unwrap_or(a.tone);
        a.side = self.side.unwrap_or(a.side);
        a.form_first = self.form_first.unwrap_or(a.form_first);
        a.avatar = self.avatar.apply(a.avatar);
        a.theme = self.theme.unwrap_or(a.theme);
        a.show_human_names = self.show_human_names.unwrap_or(a.show_human_names);
        Ok(a)
    }
}

fn bounded(text: &str, max: usize) -> Result<String, Invalid> {
    let text = text.trim();
    if text.chars().count() > max {
        return Err(Invalid("This is too long. Shorten it."));
    }
    Ok(text.to_owned())
}

fn fraction(value: f64) -> Result<f64, Invalid> {
    if (0.0..=1.0).contains(&value) {
        Ok(value)
    } else {
        Err(Invalid("Choose a threshold from 0 to 1."))
    }
}

fn origins(list: &[String]) -> Result<Vec<String>, Invalid> {
    if list.len() > ORIGINS {
        return Err(Invalid("Keep to 50 origins, or allow any with *."));
    }
    let mut origins = list
        .iter()
        .map(|o| parse_origin(o))
        .collect::<Result<Vec<_>, _>>()?;
    origins.sort_unstable();
    origins.dedup();
    Ok(origins)
}

fn hex(color: &str) -> Result<String, Invalid> {
    let digits = color.strip_prefix('#').unwrap_or_default();
    if digits.len() == 6 && digits.bytes().all(|b| b.is_ascii_hexdigit()) {
        Ok(color.to_lowercase())
    } else {
        Err(Invalid("Write a colour like #24483a."))
    }
}

fn prompts(list: &[String]) -> Result<Vec<String>, Invalid> {
    let prompts: Vec<_> = list
        .iter()
        .map(|p| p.trim())
        .filter(|p| !p.is_empty())
        .collect();
    let (many, long) = PROMPTS;
    if prompts.len() > many || prompts.iter().any(|p| p.chars().count() > long) {
        return Err(Invalid("Keep to 6 prompts of 80 characters each."));
    }
    Ok(prompts.into_iter().map(str::to_owned).collect())
}

/// A form that can be filled in and reaches somebody.
fn sane(form: LeadForm) -> Result<LeadForm, Invalid> {
    let keys = form.fields.iter().map(|f| f.key.as_str());
    let distinct: std::collections::BTreeSet<_> = keys.clone().collect();
    if form.title.trim().is_empty() || form.title.chars().count() > Name::MAX_CHARS {
        return Err(Invalid("Give the form a title under 120 characters."));
    }
    if form.fields.is_empty() || form.fields.len() > FIELDS {
        return Err(Invalid("Give the form 1 to 12 fields."));
    }
    if distinct.len() != form.fields.len() {
        return Err(Invalid("Give each field a key of its own."));
    }
    if !keys.clone().any(|key| matches!(key, "email" | "phone")) {
        return Err(Invalid("Ask for an e-mail address or a phone number."));
    }
    match form.fields.iter().try_for_each(sane_field) {
        Ok(()) => Ok(form),
        Err(reason) => Err(reason),
    }
}

fn sane_field(field: &LeadField) -> Result<(), Invalid> {
    let key_ok = (1..=40).contains(&field.key.len())
        && field
            .key
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_');
    if !key_ok {
        return Err(Invalid("Write keys of a-z, 0-9 and _, at most 40."));
    }
    if field.label.trim().is_empty() || field.label.chars().count() > Name::MAX_CHARS {
        return Err(Invalid("Give each field a label under 120 characters."));
    }
    let kind_ok = match field.key.as_str() {
        "email" => field.kind == LeadFieldType::Email,
        "phone" => field.kind == LeadFieldType::Phone,
        "consent" => field.kind == LeadFieldType::Consent,
        _ => true,
    };
    if !kind_ok {
        return Err(Invalid(
            "The fields email, phone and consent must be of their own type.",
        ));
    }
    let options_ok = match field.kind {
        LeadFieldType::Choice => (1..=20).contains(&field.options.len()),
        _ => field.options.is_empty(),
    };
    if options_ok
        && field
            .options
            .iter()
            .all(|o| !o.trim().is_empty() && o.chars().count() <= 80)
    {
        Ok(())
    } else {
        Err(Invalid(
            "Give choices 1 to 20 options of 80 characters, and nothing else any.",
        ))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::AppError;
    use baton_core::{
        id::Ids,
        time::{Clock, Timestamp},
    };

    fn scout() -> Assistant {
        let now = Timestamp::from_ms(1);
        Assistant::new(Ids::seeded(Clock::fixed(now), 1).next(), "Scout", now)
    }

    fn refused(settings: Settings) -> &'static str {
        match settings.apply(scout()) {
            Err(AppError::Invalid(fields)) => fields.into_keys().next().unwrap(),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn settings_are_checked_and_the_rest_stays() {
        let settings = Settings {
            allowed_origins: Some(vec![
                "https://B.example/".into(),
                "https://a.example".into(),
            ]),
            brand_color: Some("#ABCDEF".into()),
            ..Settings::default()
        };
        let after = settings.apply(scout()).unwrap();
        assert_eq!(
            after.allowed_origins,
            ["https://a.example", "https://b.example"]
        );
        assert_eq!(
            (after.brand_color.as_str(), after.name.as_str()),
            ("#abcdef", "Scout")
        );
    }

    #[test]
    fn what_makes_no_sense_is_refused_by_field() {
        let no = Settings::default;
        assert_eq!(
            refused(Settings {
                threshold: Some(f64::NAN),
                ..no()
            }),
            "threshold"
        );
        assert_eq!(
            refused(Settings {
                brand_color: Some("red".into()),
                ..no()
            }),
            "brand_color"
        );
        assert_eq!(
            refused(Settings {
                starter_prompts: Some(vec!["x".repeat(81)]),
                ..no()
            }),
            "starter_prompts"
        );
        // Up to 6 starter prompts.
        assert_eq!(
            refused(Settings {
                starter_prompts: Some(vec!["x".repeat(80); 7]),
                ..no()
            }),
            "starter_prompts"
        );
        let six = Settings {
            starter_prompts: Some(vec!["x".repeat(80); 6]),
            ..no()
        };
        assert_eq!(six.apply(scout()).unwrap().starter_prompts.len(), 6);
        assert_eq!(
            refused(Settings {
                allowed_origins: Some(vec!["shop".into()]),
                ..no()
            }),
            "allowed_origins"
        );
        assert_eq!(
            refused(Settings {
                languages: Some(vec!["en".into(), "klingon".into()]),
                ..no()
            }),
            "languages"
        );
        let form = LeadForm {
            title: "Hi".into(),
            fields: vec![],
        };
        assert_eq!(
            refused(Settings {
                lead_form: Some(form),
                ..no()
            }),
            "lead_form"
        );
    }
}
