//! Faces cut and deflated once for the files of many documents.

use super::finish::Embedded;
use crate::font::{FaceId, FontSet, Uses};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Faces cut down to what many documents show together. A file that carries them is larger, and costs less to make.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SharedFaces(BTreeMap<FaceId, Shared>);

#[derive(Clone, Debug, PartialEq, Eq)]
struct Shared {
    characters: BTreeSet<char>,
    face: Arc<Embedded>,
}

impl SharedFaces {
    /// The faces of these characters. A face that cannot be embedded is left out: the file that shows it tells why.
    pub fn of(uses: &Uses, fonts: &FontSet) -> Self {
        let shared = |(id, characters): (&FaceId, &BTreeSet<char>)| {
            let face = Embedded::cut(fonts.face(*id), characters).ok()??;
            let shared = Shared {
                characters: characters.clone(),
                face,
            };
            Some((*id, shared))
        };
        SharedFaces(uses.iter().filter_map(shared).collect())
    }

    /// A face, if it holds all these characters.
    pub(super) fn get(&self, face: FaceId, characters: &BTreeSet<char>) -> Option<Arc<Embedded>> {
        let shared = self.0.get(&face)?;
        let holds_all = characters.is_subset(&shared.characters);
        holds_all.then(|| Arc::clone(&shared.face))
    }
}

#[cfg(test)]
mod tests {
    use crate::coverage;
    use crate::doc::compose;
    use crate::docx::{Typeface, build};
    use crate::font::FontSet;
    use crate::style::Style;
    use std::path::Path;

    /// What the writer notes is what is found without writing.
    #[test]
    fn the_characters_of_a_document_are_those_its_writer_notes() {
        let fonts = FontSet::bundled().unwrap();
        let style = Style::default();
        let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples");
        for sample in ["town", "county", "department", "document", "y2019"] {
            let bytes = std::fs::read(samples.join(sample).join("report.toml")).unwrap();
            let reading = crate::input::read("report.toml", &bytes, None);
            let plain = compose(&reading.report.unwrap());
            for document in [plain.clone(), plain.marked("草稿")] {
                let (_, noted) = build::parts(&document, &style, fonts, Typeface::Ours).unwrap();
                assert_eq!(coverage::uses(&document, &style, fonts), noted, "{sample}");
            }
        }
    }
}
