//! What the maker of a face allows: `fsType` of `OS/2`, and what follows from it for each file.
//!
//! OpenType 1.9 (ISO/IEC 14496-22), `OS/2`, `fsType`:
//!
//! | bits | meaning | PDF | DOCX |
//! |---|---|---|---|
//! | 0 to 3 all clear | installable | embedded | embedded |
//! | 1 alone | restricted: "must not be modified, embedded or exchanged in any manner" without leave | refused: PDF/A wants every face embedded, and only those that may be (ISO 19005-3, 6.2.11.4.1) | named |
//! | 2 | preview and print: documents "must be opened read-only" | embedded: nobody edits a PDF/A | named: people edit the file |
//! | 3 | editable | embedded | embedded |
//! | 8 | no subsetting | whole | whole |
//! | 9 | bitmaps only | refused: outlines are what we embed | named |
//!
//! Of several usage bits, which versions 0 to 2 of the table allow, the most permissive counts; bits 8 and 9 are defined
//! from version 2 on.

/// Bits of `fsType`.
const RESTRICTED: u16 = 1 << 1;
const PREVIEW: u16 = 1 << 2;
const EDITABLE: u16 = 1 << 3;
const NO_SUBSETTING: u16 = 1 << 8;
const BITMAPS_ONLY: u16 = 1 << 9;
/// The version of `OS/2` from which the last two are defined.
const VERSION_OF_LIMITS: u16 = 2;

/// What may be done with a face.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Embedding {
    /// The bits themselves.
    pub fs_type: u16,
    usage: Usage,
    is_whole_only: bool,
    is_bitmaps_only: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Usage {
    /// Installable or editable.
    Editing,
    Printing,
    Nothing,
}

impl Embedding {
    /// Nothing at all.
    pub(super) const NONE: Embedding = Embedding::of(RESTRICTED, 0);

    /// What `fsType` says in an `OS/2` of this version.
    pub const fn of(fs_type: u16, version: u16) -> Self {
        let usage = if fs_type & EDITABLE != 0 || fs_type & (RESTRICTED | PREVIEW) == 0 {
            Usage::Editing
        } else if fs_type & PREVIEW != 0 {
            Usage::Printing
        } else {
            Usage::Nothing
        };
        let has_limits = version >= VERSION_OF_LIMITS;
        Embedding {
            fs_type,
            usage,
            is_whole_only: has_limits && fs_type & NO_SUBSETTING != 0,
            is_bitmaps_only: has_limits && fs_type & BITMAPS_ONLY != 0,
        }
    }

    /// Whether its outlines may stand in a PDF.
    pub const fn in_pdf(self) -> bool {
        !self.is_bitmaps_only && !matches!(self.usage, Usage::Nothing)
    }

    /// Whether its outlines may stand in a DOCX, which people edit.
    pub const fn in_docx(self) -> bool {
        !self.is_bitmaps_only && matches!(self.usage, Usage::Editing)
    }

    /// Whether it may be cut down to the characters in use.
    pub const fn may_be_cut(self) -> bool {
        !self.is_whole_only
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_bit_means_what_the_table_says() {
        // fsType, version, PDF, DOCX, may be cut
        for (fs_type, version, pdf, docx, cut) in [
            (0, 4, true, true, true),
            (2, 4, false, false, true),
            (4, 4, true, false, true),
            (8, 4, true, true, true),
            (0x100, 4, true, true, false),
            (0x108, 3, true, true, false),
            (0x104, 3, true, false, false),
            (0x200, 4, false, false, true),
            (0x208, 2, false, false, true),
            // Of several, the most permissive.
            (2 | 4, 1, true, false, true),
            (2 | 8, 1, true, true, true),
            (4 | 8, 0, true, true, true),
            // Not defined yet.
            (0x300, 1, true, true, true),
            // Reserved.
            (1, 4, true, true, true),
        ] {
            let may = Embedding::of(fs_type, version);
            assert_eq!(
                (may.in_pdf(), may.in_docx(), may.may_be_cut()),
                (pdf, docx, cut),
                "fsType {fs_type:#x}, version {version}"
            );
        }
    }
}
