//! Writing a message: the same words as text and as HTML.
use super::Message;
use crate::web::Words;
use askama::Template;

#[derive(Template)]
#[template(path = "mail/letter.txt")]
struct AsText<'l> {
    words: Words,
    paragraphs: &'l [String],
    link: Option<(&'l str, &'l str)>,
}

#[derive(Template)]
#[template(path = "mail/letter.html")]
struct AsHtml<'l> {
    words: Words,
    subject: &'l str,
    paragraphs: &'l [String],
    link: Option<(&'l str, &'l str)>,
}

/// Writes a message from sentences already said in the reader's language; `link` is what it leads to,
/// as label and address.
pub fn compose(
    words: Words,
    to: &str,
    subject: &str,
    paragraphs: &[String],
    link: Option<(&str, &str)>,
) -> Result<Message, askama::Error> {
    Ok(Message {
        to: to.to_owned(),
        subject: subject.to_owned(),
        text: AsText {
            words,
            paragraphs,
            link,
        }
        .render()?,
        html: AsHtml {
            words,
            subject,
            paragraphs,
            link,
        }
        .render()?,
        attachments: Vec::new(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::Lang;

    #[test]
    fn a_message_says_the_same_as_text_and_as_html() {
        let paragraphs = [
            "Bonjour Zoé <Martin>,".to_owned(),
            "Tout est prêt.".to_owned(),
        ];
        let link = Some(("Ouvrir", "https://exemple.fr/d/1?a=1&b=2"));
        let message = compose(
            Words::new(Lang::Fr),
            "zoe@exemple.fr",
            "Prêt",
            &paragraphs,
            link,
        )
        .unwrap();
        insta::assert_snapshot!(message.text);
        insta::assert_snapshot!(message.html);
    }
}
