//! Report after report from one place, for services and batches.

use super::{
    Against, Characters, Choices, Export, FileKind, PdfCopy, SharedFaces, data, export, inspect_against,
};
use crate::doc;
use crate::error::Error;
use crate::finding::{Finding, Findings};
use crate::font::FontSet;
use crate::input::{self, Format, Reading, codes};
use crate::pack::Pack;
use crate::style::Settings;
use std::borrow::Cow;
use std::sync::Arc;

/// Makes files of reports: holds the faces, the house style, the rule packs and the choices, so that a report costs no
/// start-up. It can be shared by threads.
///
/// ```
/// use nianbao::pipeline::{Exporter, FileKind};
///
/// # fn main() -> Result<(), nianbao::Error> {
/// let exporter = Exporter::new()?;
/// # let path = concat!(env!("CARGO_MANIFEST_DIR"), "/samples/town/report.toml");
/// # let bytes = std::fs::read(path).unwrap();
/// let outcome = exporter.make("report.toml", &bytes, None, &FileKind::ALL)?;
/// match outcome.export {
///     Some(export) => assert_eq!(export.files.len(), 2),
///     None => println!("{} findings", outcome.findings.len()),
/// }
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct Exporter {
    fonts: Cow<'static, FontSet>,
    house: Settings,
    packs: Vec<Pack>,
    choices: Choices,
    shared: Option<Arc<SharedFaces>>,
}

/// What came of one report.
#[derive(Clone, Debug)]
pub struct Outcome {
    /// The input as it was read.
    pub reading: Reading,
    /// Everything found in it.
    pub findings: Findings,
    /// Its files; none when there are errors.
    pub export: Option<Export>,
}

impl Exporter {
    /// With the bundled faces, in the style of the standard.
    ///
    /// # Errors
    /// [`Error::Font`] when a bundled face is damaged.
    pub fn new() -> Result<Self, Error> {
        Ok(Exporter {
            fonts: Cow::Borrowed(FontSet::bundled()?),
            house: Settings::default(),
            packs: Vec::new(),
            choices: Choices::default(),
            shared: None,
        })
    }

    /// With a house style, which goes over that of each report.
    #[must_use]
    pub fn styled(mut self, house: Settings) -> Self {
        self.house = house;
        self
    }

    /// With the rule packs of a region, by which each report is checked as well: what they call an error leaves it without
    /// files.
    #[must_use]
    pub fn ruled(mut self, packs: Vec<Pack>) -> Self {
        self.packs = packs;
        self
    }

    /// With these faces: the bundled ones with those of an office before them ([`FontSet::with_own`],
    /// [`own_fonts`](super::own_fonts)). A report that shows a face whose terms forbid it has no PDF; a DOCX names such a
    /// face without carrying it.
    #[must_use]
    pub fn set_in(mut self, fonts: FontSet) -> Self {
        self.fonts = Cow::Owned(fonts);
        self
    }

    /// With choices, which go over those that each report's data tells of.
    #[must_use]
    pub fn choosing(mut self, choices: Choices) -> Self {
        self.choices = choices;
        self
    }

    /// With faces cut once for all files, down to these characters: those that [`Exporter::characters`] finds in all
    /// reports, together. Comes last, when all else is chosen. Files are larger, and cost less to make. A report that shows
    /// other characters is still written right, with faces of its own.
    ///
    /// ```
    /// use nianbao::pipeline::{Characters, Exporter, FileKind};
    ///
    /// # fn main() -> Result<(), nianbao::Error> {
    /// let exporter = Exporter::new()?;
    /// # let path = concat!(env!("CARGO_MANIFEST_DIR"), "/samples/town/report.toml");
    /// # let reports = [std::fs::read(path).unwrap()];
    /// let mut characters = Characters::default();
    /// for report in &reports {
    ///     characters.extend(exporter.characters("report.toml", report, None, &FileKind::ALL));
    /// }
    /// let exporter = exporter.sharing(&characters);
    /// for report in &reports {
    ///     exporter.make("report.toml", report, None, &FileKind::ALL)?;
    /// }
    /// # Ok(())
    /// # }
    /// ```
    #[must_use]
    pub fn sharing(mut self, characters: &Characters) -> Self {
        self.shared = Some(Arc::new(SharedFaces::of(characters, &self.fonts)));
        self
    }

    /// The characters that the files of these kinds of a report show; none when it cannot be read. Whether it has errors is
    /// not asked.
    pub fn characters(
        &self,
        name: &str,
        bytes: &[u8],
        format: Option<Format>,
        kinds: &[FileKind],
    ) -> Characters {
        let reading = input::read(name, bytes, format);
        let options = self.choices.over(reading.made.as_ref());
        let (Some(report), Ok(options)) = (&reading.report, options) else {
            return Characters::default();
        };
        let style = self.house.over(&reading.style);
        Characters::of(&doc::compose(report), kinds, &style, &self.fonts, &options)
    }

    /// The files of these kinds of one report, its data carried along where they may. `name` is what findings call it;
    /// without a format it is guessed from the content.
    ///
    /// # Errors
    /// [`Error`] of the writers: a bug of ours. What is wrong with the report is among the findings.
    pub fn make(
        &self,
        name: &str,
        bytes: &[u8],
        format: Option<Format>,
        kinds: &[FileKind],
    ) -> Result<Outcome, Error> {
        let reading = input::read(name, bytes, format);
        let style = self.house.over(&reading.style);
        let against = Against {
            packs: &self.packs,
            fonts: Some(&self.fonts),
            ..Against::default()
        };
        let mut findings = inspect_against(&reading, &style, &against)?;
        let options = self.choices.over(reading.made.as_ref());
        if let Err(contradiction) = options {
            let finding = Finding::error(codes::KEY, None, contradiction.message());
            findings.push(finding.remedy(contradiction.remedy()));
        }
        let mut files = None;
        if let (Some(report), Ok(mut options), false) = (&reading.report, options, findings.has_errors()) {
            let carried = kinds.contains(&FileKind::Docx) || options.copy == PdfCopy::Archive;
            options.shared.clone_from(&self.shared);
            options.data = carried.then(|| data(report, &reading.allowed, &style, &self.fonts, &options));
            let document = doc::compose(report);
            match export(&document, kinds, &style, &self.fonts, &options) {
                Ok(made) => files = Some(made),
                Err(Error::Refused(refused)) => findings.extend(refused),
                Err(error) => return Err(error),
            }
        }
        Ok(Outcome {
            reading,
            findings,
            export: files,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Severity;
    use crate::pack::{Demand, Place, Words};

    #[test]
    fn threads_may_share_one() {
        fn shared<T: Send + Sync + 'static>(_: &T) {}
        let exporter = Exporter::new().unwrap();
        shared(&exporter);
        let outcome = exporter.make("empty", b"", None, &FileKind::ALL).unwrap();
        assert!(outcome.export.is_none() && outcome.findings.has_errors());
    }

    #[test]
    fn what_a_rule_pack_calls_an_error_leaves_no_files() {
        let town = include_bytes!("../../samples/town/report.toml");
        let made = |severity| {
            let asks = Words {
                place: Place::Any,
                matter: "套话".to_owned(),
                words: vec!["层层把关".to_owned()],
            };
            let pack = Pack {
                must_not: vec![Demand {
                    asks,
                    severity,
                    note: String::new(),
                }],
                ..Pack::default()
            };
            let exporter = Exporter::new().unwrap().ruled(vec![pack]);
            let outcome = exporter.make("town", town, None, &[FileKind::Docx]).unwrap();
            assert_eq!(outcome.findings.count(severity), 1);
            outcome.export.is_some()
        };
        assert!(!made(Severity::Error) && made(Severity::Warning));
    }
}
