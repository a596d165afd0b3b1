//! Faces cut once for the files of many documents: which characters these show together, and the faces made of them.

use super::{FileKind, Options, PdfCopy};
use crate::coverage;
use crate::doc::Document;
use crate::docx::{self, EmbedFonts};
use crate::font::{FontSet, Uses};
use crate::print;
use crate::style::Style;
use base16ct::lower;
use sha2::{Digest, Sha256};
use std::sync::Arc;

/// The characters that files show, face by face: those of Word files that carry their characters, of Word files that carry
/// the usual ones as well, and of copies to print, each by themselves. Other files share no faces.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Characters {
    subset: Uses,
    editing: Uses,
    print: Uses,
}

impl Characters {
    /// Those that the files of these kinds of a document show.
    pub fn of(
        document: &Document,
        kinds: &[FileKind],
        style: &Style,
        fonts: &FontSet,
        options: &Options,
    ) -> Self {
        let mut characters = Characters::default();
        if !Self::are_shared(kinds, options) {
            return characters;
        }
        let shown = coverage::uses(document, style, fonts);
        let carried = options.docx.carried();
        let of_docx = match carried {
            EmbedFonts::Subset => Some(&mut characters.subset),
            EmbedFonts::Editing => Some(&mut characters.editing),
            EmbedFonts::Full | EmbedFonts::None => None,
        };
        if let Some(uses) = of_docx.filter(|_| kinds.contains(&FileKind::Docx)) {
            *uses = carried.characters(shown.clone(), style, fonts);
        }
        if print_shares(kinds, options) {
            characters.print = shown;
        }
        characters
    }

    /// Whether files of these kinds, made so, share faces at all: an archive copy has its own, and so has a Word file that
    /// carries whole faces or none.
    pub fn are_shared(kinds: &[FileKind], options: &Options) -> bool {
        docx_shares(kinds, options) || print_shares(kinds, options)
    }

    /// Adds those of other files.
    pub fn extend(&mut self, other: Characters) {
        let pairs = [
            (&mut self.subset, other.subset),
            (&mut self.editing, other.editing),
            (&mut self.print, other.print),
        ];
        for (uses, other) in pairs {
            for (face, characters) in other {
                uses.entry(face).or_default().extend(characters);
            }
        }
    }

    /// SHA-256, in hex, of all of them: with the font set, what files that share faces depend on beside their documents.
    pub fn sha256(&self) -> String {
        let mut digest = Sha256::new();
        for uses in [&self.subset, &self.editing, &self.print] {
            for (face, characters) in uses {
                let text: String = characters.iter().collect();
                digest.update(format!("{} {}\n{text}\n", face.index(), text.len()));
            }
            digest.update("\n");
        }
        lower::encode_string(&digest.finalize())
    }
}

fn docx_shares(kinds: &[FileKind], options: &Options) -> bool {
    kinds.contains(&FileKind::Docx)
        && matches!(options.docx.carried(), EmbedFonts::Subset | EmbedFonts::Editing)
}

fn print_shares(kinds: &[FileKind], options: &Options) -> bool {
    kinds.contains(&FileKind::Pdf) && matches!(options.copy, PdfCopy::Print(_))
}

/// Faces cut down to [`Characters`] and deflated, once for many files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SharedFaces {
    subset: Arc<docx::SharedFaces>,
    editing: Arc<docx::SharedFaces>,
    print: print::SharedFaces,
}

impl SharedFaces {
    /// The faces of these characters. A face that cannot be embedded is left out: the file that shows it tells why.
    pub fn of(characters: &Characters, fonts: &FontSet) -> Self {
        SharedFaces {
            subset: Arc::new(docx::SharedFaces::of(&characters.subset, fonts)),
            editing: Arc::new(docx::SharedFaces::of(&characters.editing, fonts)),
            print: print::SharedFaces::of(&characters.print, fonts),
        }
    }

    /// Those of Word files that carry so much.
    pub(super) fn docx(&self, carried: EmbedFonts) -> Option<Arc<docx::SharedFaces>> {
        match carried {
            EmbedFonts::Subset => Some(Arc::clone(&self.subset)),
            EmbedFonts::Editing => Some(Arc::clone(&self.editing)),
            EmbedFonts::Full | EmbedFonts::None => None,
        }
    }

    /// Those of copies to print.
    pub(super) fn print(&self) -> &print::SharedFaces {
        &self.print
    }
}
