//! How files are made beyond what the style says, and how that is told with the data they carry.

use super::SharedFaces;
use crate::docx::{self, EmbedFonts, Typeface};
use crate::finding::{Finding, Findings};
use crate::font::{FONT_SET_VERSION, FontSet};
use crate::input::made::{FACTS, OWN_FONTS};
use crate::input::{Allowed, Draft, Made, codes};
use crate::model::{Located, Report};
use crate::pdf;
use crate::print::Imposition;
use crate::style::Style;
use std::sync::Arc;

/// How the files are made, beyond what the style says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// Of the Word file; its data and shared faces are those below.
    pub docx: docx::Options,
    /// What the PDF is made for.
    pub copy: PdfCopy,
    /// What a PDF to archive conforms to.
    pub standard: pdf::Standard,
    /// The report's data, which both files carry where they may: [`data`].
    pub data: Option<String>,
    /// Faces cut once for many files; the data does not tell of them.
    pub shared: Option<Arc<SharedFaces>>,
}

/// What a PDF is made for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum PdfCopy {
    /// To archive, publish and read aloud: tagged, by the standard chosen ([`crate::pdf`]).
    #[default]
    Archive,
    /// To print: plain, without tags and data ([`crate::print`]).
    Print(Imposition),
}

impl PdfCopy {
    /// Every copy with the word for it.
    pub const ALL: [(PdfCopy, &'static str); 4] = [
        (PdfCopy::Archive, "archive"),
        (PdfCopy::Print(Imposition::Single), "print"),
        (PdfCopy::Print(Imposition::Booklet), "booklet"),
        (PdfCopy::Print(Imposition::TwoUp), "2up"),
    ];

    /// What the name of a file says after the title, so that a copy to print never takes the place of the archive copy.
    pub const fn mark(self) -> &'static str {
        match self {
            PdfCopy::Archive => "",
            PdfCopy::Print(Imposition::Single) => "（打印件）",
            PdfCopy::Print(Imposition::Booklet) => "（小册子）",
            PdfCopy::Print(Imposition::TwoUp) => "（A3并排）",
        }
    }
}

/// Where the words of a choice stand in [`Made`].
const COPY: &str = "pdf_copy";
const STANDARD: &str = "pdf_standard";
const TYPEFACE: &str = "typeface";
const DOCX_FONTS: &str = "docx_fonts";
const PROGRAM: (&str, &str) = ("program", env!("CARGO_PKG_VERSION"));
const FONTS: (&str, &str) = ("font_set", FONT_SET_VERSION);

impl Options {
    /// The choices by which the files of some data were made, and the words among them that are none.
    pub fn of(made: &Made) -> (Self, Findings) {
        let mut findings = Findings::new();
        let mut options = Options::default();
        choose(made, COPY, &PdfCopy::ALL, &mut options.copy, &mut findings);
        choose(
            made,
            STANDARD,
            &pdf::Standard::ALL,
            &mut options.standard,
            &mut findings,
        );
        choose(
            made,
            TYPEFACE,
            &Typeface::ALL,
            &mut options.docx.typeface,
            &mut findings,
        );
        choose(
            made,
            DOCX_FONTS,
            &EmbedFonts::ALL,
            &mut options.docx.fonts,
            &mut findings,
        );
        (options, findings)
    }

    /// What is told of these choices with the data.
    fn made(&self, report: &Report, fonts: &FontSet) -> Made {
        let own = fonts.own_sums();
        let words = [
            PROGRAM,
            FONTS,
            ("form", report.form.id),
            (COPY, word(&PdfCopy::ALL, self.copy)),
            (STANDARD, word(&pdf::Standard::ALL, self.standard)),
            (TYPEFACE, word(&Typeface::ALL, self.docx.typeface)),
            (DOCX_FONTS, word(&EmbedFonts::ALL, self.docx.fonts)),
        ];
        let words: Vec<(&str, &str)> = words
            .into_iter()
            .chain(own.as_deref().map(|own| (OWN_FONTS, own)))
            .collect();
        let facts = FACTS.iter().filter_map(|(key, _)| {
            let (key, word) = words.iter().find(|(known, _)| known == key)?;
            Some((*key, Located::free((*word).to_owned())))
        });
        Made {
            facts: facts.collect(),
        }
    }
}

/// What a caller chooses; what is left open is as the data says its files were made before, else as is usual.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Choices {
    /// What the PDF is made for.
    pub copy: Option<PdfCopy>,
    /// What a PDF to archive conforms to.
    pub standard: Option<pdf::Standard>,
    /// Which faces the Word file names.
    pub typeface: Option<Typeface>,
    /// What of its faces the Word file carries.
    pub docx_fonts: Option<EmbedFonts>,
}

impl Choices {
    /// The options these choices come to. Who asks for a standard without saying what for wants a PDF to archive.
    ///
    /// # Errors
    /// [`Contradiction`] when no files can be as all choices say.
    pub fn over(&self, made: Option<&Made>) -> Result<Options, Contradiction> {
        let mut options = made.map(|made| Options::of(made).0).unwrap_or_default();
        match (self.copy, self.standard) {
            (Some(PdfCopy::Print(_)), Some(standard)) if standard != pdf::Standard::Plain => {
                return Err(Contradiction::StandardOfPrint);
            }
            (Some(copy), _) => options.copy = copy,
            (None, Some(_)) => options.copy = PdfCopy::Archive,
            (None, None) => {}
        }
        options.standard = self.standard.unwrap_or(options.standard);
        options.docx.typeface = self.typeface.unwrap_or(options.docx.typeface);
        let official = options.docx.typeface == Typeface::Official;
        match self.docx_fonts {
            Some(carried) if official && carried != EmbedFonts::None => {
                return Err(Contradiction::FontsOfNames);
            }
            Some(fonts) => options.docx.fonts = fonts,
            None if official => options.docx.fonts = EmbedFonts::None,
            None => {}
        }
        Ok(options)
    }
}

/// Choices of which no file can be both.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Contradiction {
    /// Faces that offices buy are only named, never embedded.
    FontsOfNames,
    /// A copy to print conforms to no standard of the archive.
    StandardOfPrint,
}

impl Contradiction {
    /// What contradicts what.
    pub const fn message(self) -> &'static str {
        match self {
            Contradiction::FontsOfNames => "所选的字体只写名称，文件里不能带字体",
            Contradiction::StandardOfPrint => "打印件不符合 PDF/A 等归档标准，不能同时要求标准",
        }
    }

    /// What to do about it.
    pub const fn remedy(self) -> &'static str {
        match self {
            Contradiction::FontsOfNames => "不选 Word 文件所带字体，或者用内置字体",
            Contradiction::StandardOfPrint => "归档、公开用存档 PDF，打印用打印件，分两次生成",
        }
    }
}

/// The word of a choice.
fn word<T: PartialEq>(words: &[(T, &'static str)], choice: T) -> &'static str {
    words
        .iter()
        .find(|(known, _)| *known == choice)
        .map_or("", |(_, word)| word)
}

/// Takes over the choice that a word stands for, or tells that it is none.
fn choose<T: Copy>(made: &Made, key: &str, words: &[(T, &str)], choice: &mut T, findings: &mut Findings) {
    let Some(given) = made.get(key) else {
        return;
    };
    match words.iter().find(|(_, word)| *word == given.value) {
        Some((chosen, _)) => *choice = *chosen,
        None => {
            let known: Vec<&str> = words.iter().map(|(_, word)| *word).collect();
            let message = format!("[made] 的 {key} 没有“{}”这一种", given.value);
            findings.push(
                Finding::error(codes::KEY, given.span, message).remedy(format!("可填：{}", known.join("、"))),
            );
        }
    }
}

/// A report's data as canonical JSON: what it says, its style, what it lets pass, and the choices and faces its files are
/// made by. Read as an input, it gives the same files by the same version of the program with the same faces.
pub fn data(
    report: &Report,
    allowed: &[Allowed],
    style: &Style,
    fonts: &FontSet,
    options: &Options,
) -> String {
    let mut draft = Draft::of(report, style);
    draft.allowed = allowed.to_vec();
    draft.made = Some(options.made(report, fonts));
    draft.to_json()
}

/// Tells that another version made the files that the data comes from: they may look different now.
pub(super) fn made_by_another_version(made: &Made) -> Option<Finding> {
    let other = [PROGRAM, FONTS].into_iter().find_map(|(key, own)| {
        let (_, label) = FACTS.iter().find(|(known, _)| *known == key)?;
        made.get(key)
            .filter(|given| given.value != own)
            .map(|given| (label, given, own))
    });
    other.map(|(label, given, own)| {
        let message = format!("这份数据的文件由{label}{}生成，现在是{own}", given.value);
        Finding::hint(codes::NEWER, given.span, message)
            .remedy("重新生成的文件可能与原来的不完全相同，请核对")
    })
}

/// Tells that the files that the data comes from were made with faces of an office that are not given now, or differ.
pub(super) fn made_with_other_fonts(made: &Made, fonts: &FontSet) -> Option<Finding> {
    let before = made.get(OWN_FONTS)?;
    let now = fonts.own_sums().unwrap_or_default();
    if before.value == now {
        return None;
    }
    let sums = |text: &str| -> Vec<(String, String)> {
        let pairs = text.split('，').filter_map(|pair| pair.rsplit_once('='));
        pairs
            .map(|(family, sum)| (family.to_owned(), sum.to_owned()))
            .collect()
    };
    let given = sums(&now);
    let (mut missing, mut other) = (Vec::new(), Vec::new());
    for (family, sum) in sums(&before.value) {
        match given.iter().find(|(known, _)| *known == family) {
            Some((_, known)) if *known == sum => {}
            Some(_) => other.push(family),
            None => missing.push(family),
        }
    }
    let mut told = Vec::new();
    if !missing.is_empty() {
        told.push(format!("这次没有{}", missing.join("、")));
    }
    if !other.is_empty() {
        told.push(format!("这次{}的版本不同", other.join("、")));
    }
    if told.is_empty() {
        told.push("这次用了另外的".to_owned());
    }
    let message = format!("这份数据的文件用了自备字体，{}", told.join("，"));
    Some(
        Finding::hint(codes::NEWER, before.span, message)
            .remedy("用 --fonts 指明原来的字体文件夹；否则生成的文件与原来的不同"),
    )
}
