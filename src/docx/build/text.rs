//! Text cut into runs, so that Word shows every character in the face that the font set gives it.
//!
//! Word picks the face of each character from the four slots of `w:rFonts`. A style names its Latin face in `ascii`
//! and `hAnsi`, its Chinese one in `eastAsia`; the hint `eastAsia` sends quotes, dashes and the like to the latter.
//! A character that would still land in the wrong face stands in a run that names its face in all four slots; so does
//! a mark after Western text, which LibreOffice would take for Western too.

use super::Builder;
use crate::docx::names::StyleName;
use crate::font::{FaceId, FontSet, RolePair, is_western};
use docx_rs::{Paragraph, Run, RunFonts};

/// How a run comes by its face.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Slot {
    /// ASCII in the style's Latin face: stands in any run of the style's own faces.
    Ascii,
    /// Other Western text in the style's Latin face: a run without the hint.
    Western,
    /// The style's Chinese face: a run with the hint.
    Chinese,
    /// A face that the run names itself.
    Named(FaceId),
}

/// A run of text.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct RunShape {
    pub text: String,
    faces: RunFaces,
}

/// Where a run has its faces from.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum RunFaces {
    /// From its style.
    OfStyle,
    /// From its style, the Chinese one wherever there is a choice.
    Chinese,
    /// From itself: a family name.
    Named(String),
}

impl RunShape {
    /// The run in docx-rs's tree.
    pub(super) fn run(&self) -> Run {
        let run = Run::new().add_text(&self.text);
        match &self.faces {
            RunFaces::OfStyle => run,
            RunFaces::Chinese => run.fonts(RunFonts::new().hint(HINT)),
            RunFaces::Named(family) => {
                let fonts = RunFonts::new().ascii(family).hi_ansi(family);
                run.fonts(fonts.east_asia(family).cs(family).hint(HINT))
            }
        }
    }

    #[cfg(test)]
    pub(super) fn plain(text: &str) -> Self {
        RunShape {
            text: text.to_owned(),
            faces: RunFaces::OfStyle,
        }
    }
}

impl Builder<'_> {
    /// The paragraph with a text added, in a character style if one is given.
    pub(super) fn add_text(
        &mut self,
        mut paragraph: Paragraph,
        roles: RolePair,
        style: Option<StyleName>,
        text: &str,
    ) -> Paragraph {
        for run in self.runs(roles, text) {
            let run = match style {
                Some(style) => run.style(style.id),
                None => run,
            };
            paragraph = paragraph.add_run(run);
        }
        paragraph
    }

    /// The runs of a text.
    pub(super) fn runs(&mut self, roles: RolePair, text: &str) -> impl Iterator<Item = Run> + use<> {
        self.shapes(roles, text).into_iter().map(|shape| shape.run())
    }

    /// The runs of a text, told apart from how docx-rs has them.
    pub(super) fn shapes(&mut self, roles: RolePair, text: &str) -> Vec<RunShape> {
        let (fonts, typeface) = (self.fonts, self.typeface);
        let pieces = fonts.pieces(roles, text);
        self.note(&pieces);
        let shape = |(slot, text)| RunShape {
            faces: match slot {
                Slot::Ascii | Slot::Western => RunFaces::OfStyle,
                Slot::Chinese => RunFaces::Chinese,
                Slot::Named(face) => RunFaces::Named(typeface.name(fonts.face(face)).to_owned()),
            },
            text,
        };
        slots(fonts, roles, &pieces).into_iter().map(shape).collect()
    }

    /// Notes the characters of a text, in pieces of one face, for embedding.
    pub(super) fn note(&mut self, pieces: &[(FaceId, &str)]) {
        for (face, piece) in pieces {
            self.uses.entry(*face).or_default().extend(piece.chars());
        }
    }
}

const HINT: &str = "eastAsia";

/// A text, in pieces of one face, cut into what one run each can show.
fn slots(fonts: &FontSet, roles: RolePair, pieces: &[(FaceId, &str)]) -> Vec<(Slot, String)> {
    let own = |role| fonts.chain(role).first().copied();
    let (chinese, latin) = (own(roles.chinese), own(roles.latin));
    let mut runs: Vec<(Slot, String)> = Vec::new();
    let mut chars = pieces.iter().flat_map(|(_, piece)| piece.chars());
    let mut after_western = chars.find(|ch| !is_neutral(*ch)).is_some_and(is_western);
    for &(face, piece) in pieces {
        for ch in piece.chars() {
            let strays = chinese != latin && after_western && is_neutral(ch);
            if !is_neutral(ch) {
                after_western = is_western(ch);
            }
            let slot = if Some(face) == chinese && !strays && (chinese == latin || takes_east_asian_slot(ch))
            {
                Slot::Chinese
            } else if Some(face) == latin && ch.is_ascii() {
                Slot::Ascii
            } else if Some(face) == latin && !takes_east_asian_slot_always(ch) {
                Slot::Western
            } else {
                Slot::Named(face)
            };
            match runs.last_mut() {
                Some((last, run)) if let Some(joined) = join(*last, slot) => {
                    *last = joined;
                    run.push(ch);
                }
                _ => runs.push((slot, ch.to_string())),
            }
        }
    }
    runs
}

/// The slot of a run that holds both, if one can.
fn join(run: Slot, next: Slot) -> Option<Slot> {
    match (run, next) {
        (Slot::Ascii, Slot::Western | Slot::Chinese) => Some(next),
        (Slot::Western | Slot::Chinese, Slot::Ascii) => Some(run),
        _ if run == next => Some(run),
        _ => None,
    }
}

/// Whether Word shows a character in the `eastAsia` face of a run that has the hint (ISO/IEC 29500-1, 17.3.2.26).
fn takes_east_asian_slot(ch: char) -> bool {
    takes_east_asian_slot_always(ch)
        || matches!(ch,
            '\u{a1}' | '\u{a4}' | '\u{a7}' | '\u{a8}' | '\u{aa}' | '\u{ad}' | '\u{af}' | '\u{b0}'..='\u{b4}'
            | '\u{b6}'..='\u{ba}' | '\u{bc}'..='\u{bf}' | '\u{d7}' | '\u{f7}'
            | '\u{2b0}'..='\u{4ff}' | '\u{2000}'..='\u{2bff}' | '\u{e000}'..='\u{f8ff}')
}

/// Whether LibreOffice, which knows no hint, gives a character to the face of the text before it.
fn is_neutral(ch: char) -> bool {
    !is_western(ch) && !takes_east_asian_slot_always(ch)
}

/// Whether Word shows a character in the `eastAsia` face whatever the hint.
fn takes_east_asian_slot_always(ch: char) -> bool {
    matches!(ch,
        '\u{1100}'..='\u{11ff}' | '\u{2e80}'..='\u{d7ff}' | '\u{f900}'..='\u{faff}'
        | '\u{fe30}'..='\u{fe6f}' | '\u{ff00}'..='\u{ffef}' | '\u{10000}'..)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::font::Role;

    const BODY: RolePair = RolePair {
        chinese: Role::Fangsong,
        latin: Role::Latin,
    };

    fn runs(roles: RolePair, text: &str) -> Vec<(Slot, String)> {
        let fonts = FontSet::bundled().unwrap();
        slots(fonts, roles, &fonts.pieces(roles, text))
    }

    #[test]
    fn digits_stay_in_the_run_of_their_sentence() {
        let text = "2021年，收到12件“申请”—";
        assert_eq!(runs(BODY, text), [(Slot::Chinese, text.to_owned())]);
        assert_eq!(runs(BODY, "2021"), [(Slot::Ascii, "2021".to_owned())]);
        assert!(runs(BODY, "").is_empty());
    }

    #[test]
    fn accented_letters_stand_in_a_run_without_the_hint() {
        let runs = runs(BODY, "在Café内");
        let slots: Vec<Slot> = runs.iter().map(|run| run.0).collect();
        assert_eq!(slots, [Slot::Chinese, Slot::Western, Slot::Chinese]);
        assert_eq!(runs[0].1, "在Caf");
        assert_eq!(runs[1].1, "é");
    }

    #[test]
    fn a_mark_after_western_text_names_its_face() {
        let runs = runs(BODY, "“12345”热线");
        let texts: Vec<&str> = runs.iter().map(|run| run.1.as_str()).collect();
        assert_eq!(texts, ["“", "12345", "”", "热线"]);
        assert!(matches!((runs[0].0, runs[2].0), (Slot::Named(_), Slot::Named(_))));
    }

    #[cfg(feature = "font-rare")]
    #[test]
    fn rare_characters_name_their_face() {
        let runs = runs(BODY, "㙍镇𬭎");
        assert!(matches!(
            runs.iter().map(|run| run.0).collect::<Vec<_>>()[..],
            [Slot::Named(_), Slot::Chinese, Slot::Named(_)]
        ));
    }

    #[test]
    fn a_style_of_one_face_needs_no_slots() {
        let heiti = RolePair {
            chinese: Role::Heiti,
            latin: Role::Heiti,
        };
        assert_eq!(
            runs(heiti, "一、2021年"),
            [(Slot::Chinese, "一、2021年".to_owned())]
        );
    }
}
